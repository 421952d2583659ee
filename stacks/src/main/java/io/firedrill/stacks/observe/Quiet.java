package io.firedrill.stacks.observe;

import io.firedrill.evidence.alert.Route;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until no alert is left over from before. Alertmanager does not show a group whose alerts have all ended, but
 * keeps it until its next flush, at most {@code group_interval} later; an alert that comes meanwhile would wait for that
 * flush and not for {@code group_wait}. So an alert that has ended also counts as left over until its end has been
 * delivered wherever it was delivered before, or {@code group_interval} has passed. Confined to one thread.
 */
final class Quiet {
    private static final Duration ATTEMPT = Duration.ofMillis(100);
    private static final String FIRED = "ALERTS{alertstate=\"firing\"}";

    private final PrometheusClient prometheus;
    private final AlertmanagerClient alertmanager;
    private final Inbox inbox;
    private final Clock clock;

    Quiet(PrometheusClient prometheus, AlertmanagerClient alertmanager, Inbox inbox, Clock clock) {
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** {@code calm}: for how long no alert may have been pending either, not even for a scrape that failed. */
    void await(Set<String> alwaysOn, Duration calm, Duration deadline) {
        AtomicReference<String> last = new AtomicReference<>("nothing was answered yet");
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(ATTEMPT)
                    .atMost(deadline)
                    .until(() -> look(alwaysOn, calm, last));
        } catch (ConditionTimeoutException e) {
            throw new StackException(
                    "The stack must be quiet before a drill, but after " + deadline.toMillis() + " ms: " + last.get()
                            + ". Wait for it to end, or list an alert that always fires as always on.",
                    e);
        }
    }

    private boolean look(Set<String> alwaysOn, Duration calm, AtomicReference<String> last) {
        try {
            Set<String> left = leftOver(alwaysOn);
            // Last, since what is broken next is broken on its word.
            left.addAll(recent(alwaysOn, calm));
            last.set(String.join(", ", left));
            return left.isEmpty();
        } catch (StackException e) {
            last.set(String.valueOf(e.getMessage()));
            return false;
        }
    }

    Set<String> leftOver(Set<String> alwaysOn) {
        Set<String> left = new TreeSet<>();
        Set<Map<String, String>> active = new HashSet<>();
        for (PrometheusClient.ActiveAlert alert : prometheus.activeAlerts()) {
            active.add(alert.labels());
            add(left, alwaysOn, alert.labels(), "is " + alert.state() + " in Prometheus");
        }
        for (AlertmanagerClient.Group group : alertmanager.groups()) {
            for (AlertmanagerClient.Alert alert : group.alerts()) {
                add(left, alwaysOn, alert.labels(), "is in a group of Alertmanager for " + group.receiver());
            }
        }
        for (Series ended : endedWithoutFlush()) {
            if (!active.contains(sent(ended))) {
                add(left, alwaysOn, ended.labels(), "has ended, and its group in Alertmanager is yet to be flushed");
            }
        }
        return left;
    }

    /** A machine that is too busy to be scraped in time is so in bursts. */
    Set<String> recent(Set<String> alwaysOn, Duration calm) {
        Set<String> left = new TreeSet<>();
        if (!calm.isZero()) {
            Instant now = clock.instant();
            for (Series series : prometheus.samples("ALERTS", now.minus(calm), now)) {
                add(left, alwaysOn, series.labels(), "was active a moment ago");
            }
        }
        return left;
    }

    private static void add(Set<String> left, Set<String> alwaysOn, Map<String, String> labels, String what) {
        String name = labels.getOrDefault("alertname", "");
        if (!alwaysOn.contains(name)) {
            left.add(name + " " + what);
        }
    }

    private List<Series> endedWithoutFlush() {
        Duration longest = RunningConfiguration.routes(alertmanager.configuration()).stream()
                .map(Route::groupInterval)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Instant now = clock.instant();
        List<Series> ended = new ArrayList<>();
        for (Series series : prometheus.samples(FIRED, now.minus(longest).minus(ATTEMPT), now)) {
            if (!inbox.resolutionReached(sent(series), AlertPeriods.last(series))) {
                ended.add(series);
            }
        }
        return ended;
    }

    /** The labels as they are sent; external labels may come on top. */
    private static Map<String, String> sent(Series series) {
        return AlertPeriods.without(AlertPeriods.without(series.labels(), "alertstate"), "__name__");
    }
}
