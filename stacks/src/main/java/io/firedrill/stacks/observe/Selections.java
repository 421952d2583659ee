package io.firedrill.stacks.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whose series selectors found during a drill, each asked once. Confined to one thread. */
final class Selections {
    private final PrometheusClient prometheus;
    private final String from;
    private final String to;
    private final String window;
    private final Map<String, List<String>> jobs = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();

    Selections(PrometheusClient prometheus, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.from = PrometheusClient.seconds(zero.toEpochMilli());
        this.to = PrometheusClient.seconds(end.toEpochMilli());
        this.window = "[" + Duration.between(zero, end).toMillis() + "ms]";
    }

    /** The jobs of the series that match; empty text for series without one. */
    List<String> jobs(String selector) {
        return jobs.computeIfAbsent(selector, any -> {
            String query = "group by (job) (last_over_time(" + selector + window + "))";
            return Json.elements(prometheus
                            .data("/api/v1/query", "query", query, "time", to)
                            .path("result"))
                    .map(node -> node.path("metric").path("job").asText())
                    .sorted()
                    .toList();
        });
    }

    /** The label names of the series that match, without {@code __name__}. */
    Set<String> labels(String selector) {
        return labels.computeIfAbsent(selector, any -> {
            Set<String> names = new TreeSet<>(
                    Json.texts(prometheus.data("/api/v1/labels", "match[]", selector, "start", from, "end", to)));
            names.remove("__name__");
            return names;
        });
    }

    /** A text as it stands between quotes in PromQL. */
    static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
