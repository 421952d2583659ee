package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.Stretch;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads which alerts fired, long after: from the raw samples of {@code ALERTS}, a piece of the time at a time, and from
 * {@code up} when there was anybody to see it. Writes nothing. Source: the HTTP API v1 of Prometheus 2.40 and later.
 * Thread-safe.
 */
public final class AlertHistoryReader {
    private static final String ALERTS = "ALERTS{alertstate=\"firing\"}";
    private static final Duration PIECE = Duration.ofHours(6);

    private final PrometheusClient prometheus;

    /**
     * Asks nothing yet.
     *
     * @param prometheus where history is
     */
    public AlertHistoryReader(PrometheusClient prometheus) {
        this.prometheus = prometheus;
    }

    /**
     * Reads history.
     *
     * @param time which part of it
     * @return what fired, and when nothing at all was stored
     * @throws StackException if Prometheus does not answer, or refuses; the message names the URL and the reason
     */
    public AlertHistory read(Stretch time) {
        List<Source> sources = new ArrayList<>();
        List<Series> alerts = alerts(time, sources);
        StoredTimes stored = new StoredTimes(prometheus, time);
        List<Stretch> blind = stored.blind();
        sources.add(stored.source());
        return new AlertHistory(time, firings(time, alerts, sources.get(0)), blind, rules(), sources);
    }

    /** Some that speak Prometheus' language have no rules of their own. */
    private Set<String> rules() {
        try {
            return prometheus.rules().stream().map(Rule::name).collect(Collectors.toUnmodifiableSet());
        } catch (StackException e) {
            return Set.of();
        }
    }

    private List<Series> alerts(Stretch time, List<Source> sources) {
        Map<Map<String, String>, List<Sample>> samples = new HashMap<>();
        for (Instant from = time.from(); from.isBefore(time.to()); from = from.plus(PIECE)) {
            Instant end = from.plus(PIECE).minusMillis(1);
            Instant to = end.isBefore(time.to()) ? end : time.to();
            sources.add(prometheus.samplesSource(ALERTS, from, to));
            prometheus
                    .samples(ALERTS, from, to)
                    .forEach(series -> samples.computeIfAbsent(series.labels(), any -> new ArrayList<>())
                            .addAll(series.samples()));
        }
        return samples.entrySet().stream()
                .map(each -> new Series(each.getKey(), each.getValue()))
                .toList();
    }

    private static List<Firing> firings(Stretch time, List<Series> alerts, Source source) {
        Map<String, Duration> intervals = intervals(alerts);
        Instant zero = time.from();
        Function<String, Duration> patience =
                alert -> intervals.getOrDefault(alert, Duration.ZERO).multipliedBy(2);
        return new AlertPeriods(zero, patience)
                .fold(alerts, zero, source).stream()
                        .flatMap(timeline -> firings(time, timeline, patience.apply(timeline.alert())))
                        .sorted(Comparator.comparing(Firing::from).thenComparing(Firing::toString))
                        .toList();
    }

    private static Stream<Firing> firings(Stretch time, AlertTimeline timeline, Duration patience) {
        return timeline.periods().stream()
                .filter(period -> period.state() == AlertState.FIRING)
                .map(period -> new Firing(
                        timeline.alert(),
                        timeline.labels(),
                        time.from().plus(period.from()),
                        end(time.from().plus(period.to()), patience, time.to())));
    }

    /** What fired at its last evaluation before the end was not seen to end. */
    private static Instant end(Instant last, Duration patience, Instant read) {
        return last.plus(patience).isBefore(read) ? last : read;
    }

    /** As they were then, since rules change; none for an alert of single samples, which have no distance to judge. */
    private static Map<String, Duration> intervals(List<Series> alerts) {
        Map<String, Duration> intervals = new HashMap<>();
        alerts.stream()
                .collect(Collectors.groupingBy(series -> series.labels().getOrDefault("alertname", "")))
                .forEach((alert, series) -> {
                    List<Duration> distances = series.stream()
                            .flatMap(AlertHistoryReader::distances)
                            .sorted()
                            .toList();
                    if (!distances.isEmpty()) {
                        intervals.put(alert, distances.get(distances.size() / 2));
                    }
                });
        return intervals;
    }

    private static Stream<Duration> distances(Series series) {
        List<Sample> samples = series.samples();
        return Stream.iterate(1, i -> i < samples.size(), i -> i + 1)
                .map(i ->
                        Duration.between(samples.get(i - 1).at(), samples.get(i).at()));
    }
}
