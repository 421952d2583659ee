package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.RecordingPlan.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads how values moved during a drill, by range queries after its end. Source: {@code GET /api/v1/query_range} and {@code
 * GET /api/v1/format_query} of Prometheus 3. Confined to one thread.
 */
final class LevelReader {
    /** The order in which a level has its courses. */
    static final Comparator<Level.Course> BY_LABELS =
            Comparator.comparing(course -> new TreeMap<>(course.labels()).toString());

    /** Prometheus answers with at most 11 000 points a series. */
    private static final int POINTS = 10_000;

    private final PrometheusClient prometheus;
    private final Gaps gaps;
    private final Instant zero;
    private final Instant end;

    LevelReader(PrometheusClient prometheus, Gaps gaps, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.gaps = gaps;
        this.zero = zero;
        this.end = end;
    }

    /** What can be read, in steps of {@code step}; what cannot is left out, with a gap. */
    List<Level> read(List<Gauge> gauges, Duration step) {
        List<Level> levels = new ArrayList<>();
        for (Gauge gauge : gauges) {
            String[] asked = asked(gauge.query(), step);
            Source source = prometheus.api("/api/v1/query_range", asked);
            gaps.read(
                    Witness.PROMETHEUS,
                    source,
                    false,
                    () -> levels.add(new Level(
                            gauge.name(),
                            formatted(gauge),
                            courses(prometheus.data("/api/v1/query_range", asked)),
                            source)));
        }
        return levels;
    }

    /** A range query over the drill, with no more points than Prometheus gives. */
    String[] asked(String query, Duration step) {
        long span = Duration.between(zero, end).toMillis();
        long millis = Math.max(Math.max(1, step.toMillis()), span / POINTS);
        return new String[] {
            "query", query,
            "start", PrometheusClient.seconds(zero.toEpochMilli()),
            "end", PrometheusClient.seconds(end.toEpochMilli()),
            "step", PrometheusClient.seconds(millis)
        };
    }

    private String formatted(Gauge gauge) {
        return prometheus.data("/api/v1/format_query", "query", gauge.query()).asText();
    }

    List<Level.Course> courses(JsonNode data) {
        return Json.elements(data.path("result"))
                .map(node -> PrometheusClient.series(node, zero, end))
                .map(this::course)
                .filter(course -> !course.points().isEmpty())
                .sorted(BY_LABELS)
                .toList();
    }

    private Level.Course course(Series series) {
        return new Level.Course(
                AlertPeriods.without(series.labels(), "__name__"),
                series.samples().stream()
                        .filter(sample -> !Double.isNaN(sample.value()))
                        .map(sample -> new Level.Point(Duration.between(zero, sample.at()), sample.value()))
                        .toList());
    }
}
