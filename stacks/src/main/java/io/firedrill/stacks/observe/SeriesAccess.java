package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is written into a Prometheus, and asked of it over time, where rules are drilled by themselves. Source: HTTP API v1 of
 * Prometheus 3. Each method throws a {@link io.firedrill.stacks.StackException} that names URL and status. Thread-safe.
 *
 * @param prometheus which
 */
public record SeriesAccess(PrometheusClient prometheus) {
    /**
     * Writes samples of the past, by remote write 1.0.
     *
     * @param series whole label sets, and samples in order of time
     * @return how they were written
     */
    public Source write(List<Series> series) {
        return prometheus.write(series);
    }

    /**
     * A range query.
     *
     * @param query PromQL that gives a vector or a scalar
     * @param from the first instant
     * @param to the last instant
     * @param step from one to the next
     * @return one entry per series
     */
    public List<Series> range(String query, Instant from, Instant to, Duration step) {
        JsonNode data = prometheus.data(
                "/api/v1/query_range",
                "query",
                query,
                "start",
                PrometheusClient.seconds(from.toEpochMilli()),
                "end",
                PrometheusClient.seconds(to.toEpochMilli()),
                "step",
                PrometheusClient.seconds(step.toMillis()));
        return Json.elements(data.path("result"))
                .map(node -> PrometheusClient.series(node, from, to))
                .toList();
    }

    /**
     * Whether there were series.
     *
     * @param selector which
     * @param from from when on
     * @param to until when
     * @return true if at least one had samples then
     */
    public boolean has(String selector, Instant from, Instant to) {
        return !prometheus
                .data(
                        "/api/v1/series",
                        "match[]",
                        selector,
                        "start",
                        PrometheusClient.seconds(from.toEpochMilli()),
                        "end",
                        PrometheusClient.seconds(to.toEpochMilli()),
                        "limit",
                        "1")
                .isEmpty();
    }
}
