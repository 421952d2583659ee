package io.firedrill.stacks.observe;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.SeriesCount;
import io.firedrill.evidence.metric.SeriesCount.Growth;
import io.firedrill.evidence.metric.SeriesCount.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Counts series before and during a drill, also those that ended meanwhile: {@code last_over_time} over the whole of it.
 * Confined to one thread.
 */
final class SeriesReader {
    private static final String ALL = "{job!=\"\", __name__!~\"ALERTS.*\"}";
    private static final int MOST = 20;

    private final PrometheusClient prometheus;
    private final String zero;
    private final String end;
    private final String window;

    SeriesReader(PrometheusClient prometheus, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.zero = PrometheusClient.seconds(zero.toEpochMilli());
        this.end = PrometheusClient.seconds(end.toEpochMilli());
        this.window = "[" + Duration.between(zero, end).toMillis() + "ms]";
    }

    SeriesCount read(List<ScrapeTarget> targets) {
        Set<String> targetLabels = new HashSet<>(Set.of("__name__", "job", "instance"));
        targets.forEach(target -> targetLabels.addAll(target.labels().keySet()));
        Map<Metric, Integer> before = counts(ALL, zero);
        Map<Metric, Integer> seen = counts(during(ALL), end);
        List<Growth> grown = seen.keySet().stream()
                .filter(metric -> growth(metric, before, seen) > 0)
                .sorted(Comparator.<Metric>comparingInt(metric -> -growth(metric, before, seen))
                        .thenComparing(Metric::name)
                        .thenComparing(Metric::job))
                .limit(MOST)
                .map(metric -> new Growth(
                        metric.name(),
                        metric.job(),
                        before.getOrDefault(metric, 0),
                        seen.getOrDefault(metric, 0),
                        labels(metric, targetLabels)))
                .toList();
        return new SeriesCount(sum(before), sum(seen), grown, prometheus.source(count(during(ALL))));
    }

    private record Metric(String name, String job) {}

    private static int growth(Metric metric, Map<Metric, Integer> before, Map<Metric, Integer> seen) {
        return seen.getOrDefault(metric, 0) - before.getOrDefault(metric, 0);
    }

    private static int sum(Map<Metric, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private String during(String selector) {
        return "last_over_time(" + selector + window + ")";
    }

    private static String count(String vector) {
        return "count by (__name__, job) (" + vector + ")";
    }

    private Map<Metric, Integer> counts(String vector, String at) {
        return results(count(vector), at)
                .collect(toMap(
                        node -> new Metric(
                                node.path("metric").path("__name__").asText(),
                                node.path("metric").path("job").asText()),
                        node -> node.path("value").path(1).asInt()));
    }

    private List<Values> labels(Metric metric, Set<String> targetLabels) {
        String selector = "{__name__=\"" + metric.name() + "\", job=\"" + Selections.escaped(metric.job()) + "\"}";
        Map<String, Set<String>> before = values(selector, zero);
        Map<String, Set<String>> seen = values(during(selector), end);
        return seen.entrySet().stream()
                .filter(label -> !targetLabels.contains(label.getKey()))
                .map(label -> values(label.getKey(), before.getOrDefault(label.getKey(), Set.of()), label.getValue()))
                .filter(values -> values.seen() > values.before())
                .toList();
    }

    private static Values values(String label, Set<String> before, Set<String> seen) {
        String example = seen.stream()
                .filter(value -> !before.contains(value))
                .findFirst()
                .orElse("");
        return new Values(label, before.size(), seen.size(), example);
    }

    private Map<String, Set<String>> values(String vector, String at) {
        Map<String, Set<String>> values = new TreeMap<>();
        results(vector, at)
                .forEach(node -> Json.strings(node.path("metric"))
                        .forEach((label, value) -> values.computeIfAbsent(label, any -> new TreeSet<>())
                                .add(value)));
        return values;
    }

    private Stream<JsonNode> results(String query, String at) {
        return Json.elements(
                prometheus.data("/api/v1/query", "query", query, "time", at).path("result"));
    }
}
