package io.firedrill.stacks.observe;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.Histogram;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.SeriesCount;
import io.firedrill.stacks.observe.LoadedRules.LoadedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the state of the metrics themselves, after a drill's end. What cannot be read is a gap of its own. Confined to one thread. */
final class MetricWitness {
    private final PrometheusClient prometheus;
    private final Gaps gaps = new Gaps();
    private final double scale;
    private final Instant zero;
    private final Instant end;

    MetricWitness(PrometheusClient prometheus, double scale, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.scale = scale;
        this.zero = zero;
        this.end = end;
    }

    MetricEvidence read(List<Histogram> histograms, Duration evaluationInterval) {
        LoadedRules loaded = new LoadedRules(prometheus);
        List<LoadedRule> rules =
                gaps.read(Witness.PROMETHEUS, prometheus.api("/api/v1/rules"), List.of(), loaded::read);
        Set<String> names = new TreeSet<>();
        rules.stream().filter(LoadedRule::records).forEach(rule -> names.add(rule.name()));
        List<ScrapeTarget> targets = gaps.read(
                Witness.PROMETHEUS,
                prometheus.api("/api/v1/targets"),
                List.of(),
                () -> new TargetReader(prometheus, scale, zero, end).read(names));
        Optional<SeriesCount> series = gaps.read(
                Witness.PROMETHEUS,
                prometheus.api("/api/v1/query"),
                Optional.empty(),
                () -> Optional.of(new SeriesReader(prometheus, zero, end).read(targets)));
        Selections selections = new Selections(prometheus, zero, end);
        WindowReader windows = new WindowReader(selections, targets, rules, evaluationInterval);
        RecordingReader recordings = new RecordingReader(prometheus, selections, rules, shortest(targets), zero, end);
        List<RecordedRule> recorded =
                gaps.read(Witness.PROMETHEUS, prometheus.api("/api/v1/query_range"), List.of(), recordings::read);
        List<RangeWindow> looked =
                gaps.read(Witness.PROMETHEUS, prometheus.api("/api/v1/parse_query"), List.of(), windows::read);
        return new MetricEvidence(true, targets, histograms, series, recorded, looked, List.of(), gaps.list());
    }

    private static Duration shortest(List<ScrapeTarget> targets) {
        return targets.stream()
                .map(ScrapeTarget::interval)
                .filter(interval -> !interval.isZero())
                .min(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
    }
}
