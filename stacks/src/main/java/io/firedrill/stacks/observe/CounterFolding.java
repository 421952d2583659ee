package io.firedrill.stacks.observe;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.Histogram.Bucket;
import io.firedrill.stacks.observe.CounterReader.Reading;
import io.firedrill.stacks.observe.RecordingPlan.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Folds readings before and after a drill; what was not read both times is left out. Immutable. */
final class CounterFolding {
    private final PrometheusClient prometheus;
    private final Instant zero;
    private final Map<String, Reading> before;
    private final Map<String, Reading> after;

    CounterFolding(PrometheusClient prometheus, Instant zero, Map<String, Reading> before, Map<String, Reading> after) {
        this.prometheus = prometheus;
        this.zero = zero;
        this.before = Map.copyOf(before);
        this.after = Map.copyOf(after);
    }

    List<CounterReading> counters(List<Counter> counters) {
        return counters.stream()
                .flatMap(counter -> both(
                        counter,
                        (first, last) -> new CounterReading(
                                counter.name(),
                                first.sum(),
                                last.sum(),
                                first.series(),
                                last.series(),
                                Duration.between(zero, last.at()),
                                prometheus.source(counter.query())))
                        .stream())
                .toList();
    }

    List<Histogram> histograms(List<Counter> histograms) {
        return histograms.stream()
                .flatMap(histogram -> both(
                        histogram,
                        (first, last) -> new Histogram(
                                histogram.name(),
                                last.buckets().entrySet().stream()
                                        .map(bucket -> new Bucket(
                                                bucket.getKey(),
                                                first.buckets().getOrDefault(bucket.getKey(), 0.0),
                                                bucket.getValue()))
                                        .toList(),
                                Duration.between(zero, last.at()),
                                prometheus.source(histogram.query())))
                        .stream())
                .toList();
    }

    private <T> Optional<T> both(Counter counter, BiFunction<Reading, Reading, T> folded) {
        Reading first = before.get(counter.name());
        Reading last = after.get(counter.name());
        return first == null || last == null ? Optional.empty() : Optional.of(folded.apply(first, last));
    }
}
