package io.firedrill.stacks.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A span as it is sent to a trace backend, in the formats that the backends take. */
record Sent(
        String trace,
        String id,
        Optional<String> parent,
        String service,
        String name,
        int kind,
        Instant start,
        Duration duration,
        boolean failed) {
    static final String LINKED_TRACE = "0123456789abcdef0123456789abcdef";
    static final String LINKED_SPAN = "00000000000000c3";
    private static final String[] KINDS = {"", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"};

    /** An OTLP request or a {@code Trace} of Tempo, with ids in hex. */
    static String otlp(List<Sent> spans) {
        return "{\"resourceSpans\":[" + spans.stream().map(Sent::resourceSpans).collect(Collectors.joining(",")) + "]}";
    }

    /** The same with ids in base64 and enumerations by name, as Tempo answers. */
    static String protobufJson(List<Sent> spans) {
        String json = otlp(spans);
        for (Sent span : spans) {
            json = json.replace("\"" + span.trace + "\"", "\"" + base64(span.trace) + "\"")
                    .replace("\"" + span.id + "\"", "\"" + base64(span.id) + "\"")
                    .replace(
                            "\"" + span.parent.orElse("none") + "\"",
                            "\"" + span.parent.map(Sent::base64).orElse("") + "\"")
                    .replace("\"kind\":" + span.kind, "\"kind\":\"SPAN_KIND_" + KINDS[span.kind] + "\"");
        }
        return json.replace("\"" + LINKED_TRACE + "\"", "\"" + base64(LINKED_TRACE) + "\"")
                .replace("\"" + LINKED_SPAN + "\"", "\"" + base64(LINKED_SPAN) + "\"")
                .replace("\"code\":2", "\"code\":\"STATUS_CODE_ERROR\"");
    }

    static String zipkin(List<Sent> spans) {
        return "[" + spans.stream().map(Sent::zipkin).collect(Collectors.joining(",")) + "]";
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private long nanos() {
        return start.getEpochSecond() * 1_000_000_000L + start.getNano();
    }

    private String resourceSpans() {
        return """
               {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}},
                  {"key":"service.version","value":{"stringValue":"1.2"}}]},
                "scopeSpans":[{"scope":{"name":"tomcat","version":"2.0"},"spans":[
                 {"traceId":"%s","spanId":"%s",%s"name":"%s","kind":%d,
                  "startTimeUnixNano":"%d","endTimeUnixNano":"%d",
                  "attributes":[{"key":"http.response.status_code","value":{"intValue":"502"}},
                    {"key":"sizes","value":{"arrayValue":{"values":[{"intValue":"1"},{"stringValue":"b"}]}}}]%s}]}]}
               """.formatted(
                        service,
                        trace,
                        id,
                        parent.map(text -> "\"parentSpanId\":\"" + text + "\",").orElse(""),
                        name,
                        kind,
                        nanos(),
                        nanos() + duration.toNanos(),
                        failed ? failure() : "");
    }

    private String failure() {
        return """
               ,"status":{"code":2,"message":"bad gateway"},
                "events":[{"timeUnixNano":"%d","name":"exception",
                  "attributes":[{"key":"exception.type","value":{"stringValue":"java.io.IOException"}}]}],
                "links":[{"traceId":"%s","spanId":"%s"}]
               """.formatted(nanos() + 1_000_000, LINKED_TRACE, LINKED_SPAN);
    }

    private String zipkin() {
        long micros = nanos() / 1000;
        String kindPart = kind == 1 ? "" : "\"kind\":\"" + KINDS[kind] + "\",";
        String error = failed ? ",\"otel.status_code\":\"ERROR\",\"error\":\"bad gateway\"" : "";
        String events = failed
                ? "\"annotations\":[{\"timestamp\":%d,\"value\":\"\\\"exception\\\":{\\\"exception.type\\\":\\\"java.io.IOException\\\"}\"}],"
                        .formatted(micros + 1000)
                : "";
        return """
               {"traceId":"%s","id":"%s",%s%s"name":"%s","timestamp":%d,"duration":%d,%s
                "localEndpoint":{"serviceName":"%s"},
                "tags":{"http.response.status_code":"502","sizes":"[1,\\"b\\"]","otel.scope.name":"tomcat",
                  "otel.scope.version":"2.0"%s}}
               """.formatted(
                        trace,
                        id,
                        parent.map(text -> "\"parentId\":\"" + text + "\",").orElse(""),
                        kindPart,
                        name,
                        micros,
                        duration.toNanos() / 1000,
                        events,
                        service,
                        error);
    }
}
