package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.observe.PromqlTree.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the panels of dashboards drew during a drill, by range queries after its end, as Grafana sends them. Source: {@code
 * GET /api/v1/query_range}, {@code /parse_query} and {@code /series} of Prometheus 3. Confined to one thread.
 */
final class PanelReader {
    /** As many points as tell a jump from a slope; a person's screen has more. */
    private static final int POINTS = 120;

    private final PrometheusClient prometheus;
    private final Gaps gaps = new Gaps();
    private final Instant zero;
    private final Instant end;
    private final LevelReader levels;
    private final Duration step;

    PanelReader(PrometheusClient prometheus, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.zero = zero;
        this.end = end;
        this.levels = new LevelReader(prometheus, gaps, zero, end);
        this.step = Duration.between(zero, end).dividedBy(POINTS);
    }

    /** One for each that Prometheus answers to, with a result or a complaint; else it is left out, with a gap. */
    MetricEvidence added(MetricEvidence others, List<PanelQuery> panels) {
        List<PanelReading> read = read(panels);
        return others.with(read, gaps.list());
    }

    private List<PanelReading> read(List<PanelQuery> panels) {
        List<PanelReading> read = new ArrayList<>();
        for (PanelQuery panel : panels) {
            String[] asked = levels.asked(panel.query(), step);
            Source source = prometheus.api("/api/v1/query_range", asked);
            gaps.read(Witness.PROMETHEUS, source, false, () -> read.add(reading(panel, source, asked)));
        }
        return read;
    }

    private PanelReading reading(PanelQuery panel, Source source, String... asked) {
        HttpJson.Answer answer = prometheus.ask("/api/v1/query_range", asked);
        if (answer.status() == 400 || answer.status() == 422) {
            String error =
                    answer.document().map(json -> json.path("error").asText("")).orElse(answer.excerpt());
            return reading(panel, Optional.of(error), List.of(), List.of(), source);
        }
        List<Level.Course> courses = levels.courses(prometheus.data(answer));
        return reading(
                panel, Optional.empty(), courses.isEmpty() ? missing(panel.query()) : List.of(), courses, source);
    }

    private PanelReading reading(
            PanelQuery panel, Optional<String> error, List<String> missing, List<Level.Course> courses, Source source) {
        return new PanelReading(
                panel.dashboard(),
                panel.panel(),
                panel.ref(),
                error,
                missing,
                step,
                new Level(panel.panel(), panel.query(), courses, source));
    }

    private List<String> missing(String query) {
        return PromqlTree.of(prometheus.data("/api/v1/parse_query", "query", query)).selectors().stream()
                .map(Selector::text)
                .filter(selector -> !isThere(selector))
                .toList();
    }

    private boolean isThere(String selector) {
        JsonNode series = prometheus.data(
                "/api/v1/series",
                "match[]",
                selector,
                "start",
                PrometheusClient.seconds(zero.toEpochMilli()),
                "end",
                PrometheusClient.seconds(end.toEpochMilli()),
                "limit",
                "1");
        return !series.isEmpty();
    }
}
