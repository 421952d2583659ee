package io.firedrill.assertions;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the parts of a tracing pipeline count of their spans, under the names that promises know, with the PromQL that asks
 * for it. Sources: the SDK metrics of the semantic conventions ({@code otel.sdk.*}, OpenTelemetry Java with
 * {@code OTEL_EXPERIMENTAL_SDK_TELEMETRY_VERSION=latest}), the Collector's own ({@code otelcol_*}, with or without
 * {@code _total}), Jaeger's ({@code jaeger_collector_*}) and Zipkin's ({@code zipkin_collector_*}), which does not count what it saves. Only the requests of a drill carry a parent, so spans with
 * one and their children can be counted apart from those of scrapes and health checks, which begin traces of their own.
 */
public final class SpanCounts {
    static final String ENTERED = "requests with a span";
    static final String STARTED = "spans started";
    static final String SAMPLED = "spans sampled";
    static final String MADE = "spans made";
    static final String UNQUEUED = "spans not queued";
    static final String QUEUED = "spans queued";
    static final String EXPORTED = "spans exported";
    static final String ACCEPTED = "spans accepted";
    static final String REFUSED = "spans refused";
    static final String SAMPLED_OUT = "traces sampled out";
    static final String SENT = "spans sent";
    static final String UNSENT = "spans not sent";
    static final String RECEIVED = "spans received";
    static final String REJECTED = "spans rejected";
    static final String SAVED = "spans saved";

    private static final String START = "otel_sdk_span_started_total";
    private static final String RECORDED = "otel_span_sampling_result=\"RECORD_AND_SAMPLE\"";

    private SpanCounts() {}

    /**
     * What stands still once the requests of a drill are over.
     *
     * @param entry the service that requests are sent to, as the instance label of its SDK's metrics begins
     * @return queries by name, each of a counter
     */
    public static Map<String, String> exact(String entry) {
        Map<String, String> counters = new LinkedHashMap<>();
        counters.put(
                ENTERED,
                "sum(%s{otel_span_parent_origin=\"remote\", instance=~\"%s(:.*)?\"}) or vector(0)"
                        .formatted(START, entry));
        counters.put(STARTED, "sum(%s{otel_span_parent_origin!=\"none\"})".formatted(START));
        counters.put(SAMPLED, "sum(%s{otel_span_parent_origin!=\"none\", %s}) or vector(0)".formatted(START, RECORDED));
        return counters;
    }

    /**
     * What goes on moving, because scrapes are traced too. What nobody counts is no series.
     *
     * @return queries by name, each of counters that never fall, but for the length of queues
     */
    public static Map<String, String> moving() {
        Map<String, String> flows = new LinkedHashMap<>();
        flows.put(MADE, "sum(%s{%s})".formatted(START, RECORDED));
        flows.put(
                UNQUEUED,
                "sum by (service, error_type) ({__name__=~\"otel_sdk_processor_span_processed(_span)?_total\","
                        + " error_type!=\"\"})");
        flows.put(QUEUED, "sum by (service) (otel_sdk_processor_span_queue_size_span)");
        flows.put(EXPORTED, "sum by (service, error_type) (otel_sdk_exporter_span_exported_total)");
        flows.put(ACCEPTED, collector("receiver_accepted_spans"));
        flows.put(REFUSED, collector("receiver_(refused|failed)_spans"));
        flows.put(
                SAMPLED_OUT,
                "sum({__name__=~\"otelcol_processor_probabilistic_sampler_count_traces_sampled(_total)?\","
                        + " sampled=\"false\"})");
        // Several exporters send the same spans to several places: that which sends most stands for all.
        flows.put(SENT, "max(sum by (exporter) ({__name__=~\"otelcol_exporter_sent_spans(_total)?\"}))");
        flows.put(UNSENT, collector("exporter_(send|enqueue)_failed_spans"));
        flows.put(RECEIVED, "sum(jaeger_collector_spans_received_total) or sum(zipkin_collector_spans_total)");
        flows.put(
                REJECTED,
                "sum({__name__=~\"(jaeger_collector_spans_(rejected|dropped)|zipkin_collector_spans_dropped)_total\"})");
        flows.put(SAVED, "sum(jaeger_collector_spans_saved_by_svc_total{result=\"ok\"})");
        return flows;
    }

    private static String collector(String name) {
        return "sum({__name__=~\"otelcol_%s(_total)?\"})".formatted(name);
    }
}
