package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.ExemplarReading;
import io.firedrill.evidence.ExemplarReading.Exemplar;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.observe.RecordingPlan.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads the exemplars that Prometheus stored during a drill. Source: {@code GET /api/v1/query_exemplars} of Prometheus 2.26
 * and later, which answers with none where {@code exemplar-storage} is not enabled. Confined to one thread.
 */
final class ExemplarReader {
    private static final String PATH = "/api/v1/query_exemplars";

    private final PrometheusClient prometheus;
    private final Gaps gaps;
    private final Instant zero;
    private final Instant end;

    ExemplarReader(PrometheusClient prometheus, Gaps gaps, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.gaps = gaps;
        this.zero = zero;
        this.end = end;
    }

    /** What can be read; what cannot is left out, with a gap. */
    List<ExemplarReading> read(List<Gauge> metrics) {
        List<ExemplarReading> readings = new ArrayList<>();
        for (Gauge metric : metrics) {
            String[] asked = {
                "query", metric.query(),
                "start", PrometheusClient.seconds(zero.toEpochMilli()),
                "end", PrometheusClient.seconds(end.toEpochMilli())
            };
            Source source = prometheus.api(PATH, asked);
            gaps.read(
                    Witness.PROMETHEUS,
                    source,
                    false,
                    () -> readings.add(
                            new ExemplarReading(metric.name(), exemplars(prometheus.data(PATH, asked)), source)));
        }
        return readings;
    }

    private List<Exemplar> exemplars(JsonNode data) {
        return Json.elements(data)
                .flatMap(this::ofSeries)
                .sorted(Comparator.comparing(Exemplar::at))
                .toList();
    }

    private Stream<Exemplar> ofSeries(JsonNode series) {
        return Json.elements(series.path("exemplars"))
                .map(node -> new Exemplar(
                        Json.strings(series.path("seriesLabels")),
                        Json.strings(node.path("labels")),
                        node.path("value").asDouble(),
                        Duration.between(
                                zero,
                                Instant.ofEpochMilli(
                                        Math.round(node.path("timestamp").asDouble() * 1000)))));
    }
}
