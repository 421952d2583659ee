package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Spans as LangSmith's runs. Source: "Trace with OpenTelemetry" of its documentation (2026-08): {@code gen_ai.*} attributes become model
 * and tokens, {@code langsmith.span.kind} or the operation the type, any other span is a {@code chain}.
 */
final class OtlpRuns {
    private static final Map<String, String> TYPES = Map.of(
            "chat",
            "llm",
            "text_completion",
            "llm",
            "generate_content",
            "llm",
            "embeddings",
            "embedding",
            "execute_tool",
            "tool");

    private OtlpRuns() {}

    static List<ObjectNode> of(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .flatMap(scope -> scope.getSpansList().stream())
                .map(OtlpRuns::run)
                .toList();
    }

    private static ObjectNode run(Span span) {
        Map<String, String> attributes = attributes(span.getAttributesList());
        ObjectNode run = Json.object();
        run.put("id", runId(span.getTraceId(), span.getSpanId()));
        run.put("trace_id", uuid(span.getTraceId())).put("name", span.getName());
        if (!span.getParentSpanId().isEmpty()) {
            run.put("parent_run_id", runId(span.getTraceId(), span.getParentSpanId()));
        }
        String operation = attributes.getOrDefault("gen_ai.operation.name", "");
        run.put("run_type", attributes.getOrDefault("langsmith.span.kind", TYPES.getOrDefault(operation, "chain")));
        run.put("start_time", at(span.getStartTimeUnixNano()));
        run.put("end_time", at(span.getEndTimeUnixNano()));
        boolean failed = span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        run.put("status", failed ? "error" : "success");
        run.put("error", failed ? span.getStatus().getMessage() : null);
        ObjectNode metadata = run.putObject("extra").putObject("metadata");
        attributes.forEach(metadata::put);
        first(attributes, "gen_ai.response.model", "gen_ai.request.model")
                .forEach(model -> metadata.put("ls_model_name", model));
        usage(run, attributes);
        return run;
    }

    private static void usage(ObjectNode run, Map<String, String> attributes) {
        ObjectNode usage = Json.object();
        first(attributes, "gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
                .forEach(tokens -> usage.put("input_tokens", Long.parseLong(tokens)));
        first(attributes, "gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
                .forEach(tokens -> usage.put("output_tokens", Long.parseLong(tokens)));
        if (!usage.isEmpty()) {
            run.putObject("outputs").set("usage_metadata", usage);
        }
    }

    private static Stream<String> first(Map<String, String> attributes, String... names) {
        return Stream.of(names).filter(attributes::containsKey).limit(1).map(attributes::get);
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        Map<String, String> attributes = new HashMap<>();
        list.forEach(each -> attributes.put(each.getKey(), text(each.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    private static String at(long nanos) {
        return Instant.ofEpochSecond(0, nanos).toString();
    }

    /** The same for the same span; LangSmith makes ids of its own too. */
    private static String runId(ByteString trace, ByteString span) {
        return UUID.nameUUIDFromBytes(trace.concat(span).toByteArray()).toString();
    }

    private static String uuid(ByteString trace) {
        ByteBuffer bits = trace.asReadOnlyByteBuffer();
        return new UUID(bits.getLong(), bits.getLong()).toString();
    }
}
