package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.s;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.Histogram.Bucket;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.evidence.metric.SeriesCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hand-made state of the metrics, to which a test adds what it is about. */
final class Measured {
    final List<ScrapeTarget> targets = new ArrayList<>();
    final List<Histogram> histograms = new ArrayList<>();
    final List<RecordedRule> recordings = new ArrayList<>();
    final List<RangeWindow> windows = new ArrayList<>();
    final List<Gap> gaps = new ArrayList<>();
    Optional<SeriesCount> series = Optional.empty();

    Fixture on(Fixture fixture) {
        fixture.metrics = new MetricEvidence(true, targets, histograms, series, recordings, windows, List.of(), gaps);
        return fixture;
    }

    Measured target(String job, String instance, String url, String... labels) {
        return target(job, instance, url, 600, List.of(), 0, "", labels);
    }

    Measured target(
            String job,
            String instance,
            String url,
            int samples,
            List<Pause> pauses,
            int stale,
            String lastError,
            String... labels) {
        Map<String, String> all = new HashMap<>(Map.of("job", job, "instance", instance));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        String health = lastError.isEmpty() ? "up" : "down";
        targets.add(new ScrapeTarget(all, url, TICK, health, lastError, samples, 0, pauses, 90, stale, s(10), SOURCE));
        return this;
    }

    static Pause pause(double from, double to) {
        return new Pause(s(from), s(to));
    }

    /** Pairs of an edge in seconds and how many values are up to it. */
    Measured histogram(String name, double... edgesAndCounts) {
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < edgesAndCounts.length; i += 2) {
            buckets.add(new Bucket(edgesAndCounts[i], 7, 7 + edgesAndCounts[i + 1]));
        }
        histograms.add(new Histogram(name, buckets, s(61), SOURCE));
        return this;
    }
}
