package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.RecordingPlan.Counter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Reads counters once they stand still: after a fresh scrape of every target that is up, and again after the next, with
 * the same result. Confined to one thread.
 */
final class CounterReader {
    /** A target that is down brings nothing new, so nobody waits for it. */
    private static final String SCRAPED = "timestamp(up) and (up == 1)";

    private static final Duration ATTEMPT = Duration.ofMillis(50);

    /** The sum of all series, and how many there were; for a histogram also its cumulative buckets, by their edge. */
    record Reading(double sum, int series, NavigableMap<Double, Double> buckets, Instant at) {}

    private final PrometheusClient prometheus;
    private final Clock clock;
    private final Duration patience;
    private final Gaps gaps;

    CounterReader(PrometheusClient prometheus, Clock clock, Duration patience, Gaps gaps) {
        this.prometheus = prometheus;
        this.clock = clock;
        this.patience = patience;
        this.gaps = gaps;
    }

    /** The counters by name, read after scrapes later than {@code after}; what cannot be read is left out, with a gap. */
    Map<String, Reading> settled(List<Counter> counters, Instant after) {
        Instant deadline = clock.instant().plus(patience());
        boolean fresh = awaitScrapes(after, deadline);
        Map<String, Reading> before = read(counters);
        while (fresh && !counters.isEmpty()) {
            fresh = awaitScrapes(clock.instant(), deadline);
            Map<String, Reading> now = read(counters);
            if (values(now).equals(values(before))) {
                return now;
            }
            before = now;
            if (!clock.instant().isBefore(deadline)) {
                gaps.add(
                        Witness.PROMETHEUS,
                        "counters still moved after " + patience().toMillis() + " ms",
                        prometheus.source(counters.get(0).query()));
                return before;
            }
        }
        return before;
    }

    private Duration patience() {
        Duration four = gaps.read(
                Witness.PROMETHEUS,
                prometheus.api("/api/v1/targets"),
                Duration.ZERO,
                () -> prometheus.targets().stream()
                        .map(PrometheusClient.Target::scrapeInterval)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO)
                        .multipliedBy(4));
        return four.compareTo(patience) > 0 ? four : patience;
    }

    /** Whether each target that is up has a sample later than {@code after}. */
    private boolean awaitScrapes(Instant after, Instant deadline) {
        Source source = prometheus.source(SCRAPED);
        Duration left = Duration.between(clock.instant(), deadline);
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(ATTEMPT)
                    .atMost(left.compareTo(ATTEMPT) > 0 ? left : ATTEMPT.multipliedBy(2))
                    .ignoreExceptionsInstanceOf(StackException.class)
                    .until(() -> prometheus.instant(SCRAPED).stream().allMatch(target -> isAfter(target, after)));
            return true;
        } catch (ConditionTimeoutException e) {
            gaps.add(Witness.PROMETHEUS, "a target that is up was not scraped again in time", source);
            return false;
        }
    }

    private static boolean isAfter(Series target, Instant after) {
        return Math.round(target.samples().get(0).value() * 1000) > after.toEpochMilli();
    }

    private Map<String, Reading> read(List<Counter> counters) {
        Map<String, Reading> readings = new HashMap<>();
        for (Counter counter : counters) {
            Source source = prometheus.source(counter.query());
            gaps.read(Witness.PROMETHEUS, source, false, () -> {
                readings.put(counter.name(), reading(counter));
                return true;
            });
        }
        return readings;
    }

    private Reading reading(Counter counter) {
        List<Series> series = prometheus.instant(counter.query());
        double sum = series.stream()
                .mapToDouble(each -> each.samples().get(0).value())
                .sum();
        if (!Double.isFinite(sum)) {
            throw new StackException("counter " + counter.name() + " must be a number, but was " + sum);
        }
        return new Reading(sum, series.size(), buckets(series), clock.instant());
    }

    private static NavigableMap<Double, Double> buckets(List<Series> series) {
        NavigableMap<Double, Double> buckets = new TreeMap<>();
        for (Series each : series) {
            String edge = each.labels().get("le");
            if (edge != null) {
                buckets.merge(
                        Double.valueOf(edge.replace("Inf", "Infinity")),
                        each.samples().get(0).value(),
                        Double::sum);
            }
        }
        return buckets;
    }

    private static Map<String, Map.Entry<Double, Integer>> values(Map<String, Reading> readings) {
        Map<String, Map.Entry<Double, Integer>> values = new HashMap<>();
        readings.forEach((name, reading) -> values.put(name, Map.entry(reading.sum(), reading.series())));
        return values;
    }
}
