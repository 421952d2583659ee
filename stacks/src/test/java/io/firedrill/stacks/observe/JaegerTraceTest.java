package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.SpanEvent;
import io.firedrill.evidence.trace.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** On an answer of Jaeger 1.62, shortened. */
class JaegerTraceTest {
    static final String ID = "0000000000000000000000000abc0000";
    static final String DATA = """
            {"traceID":"000000000abc0000","spans":[
             {"traceID":"000000000abc0000","spanID":"b2","operationName":"usage",
              "references":[{"refType":"FOLLOWS_FROM","traceID":"0123456789abcdef0123456789abcdef","spanID":"c3"},
                            {"refType":"CHILD_OF","traceID":"000000000abc0000","spanID":"00000000000000a1"}],
              "startTime":1795497123120794,"duration":1,
              "tags":[{"key":"otel.scope.name","type":"string","value":"x"},
                      {"key":"gen_ai.usage.input_tokens","type":"int64","value":12},
                      {"key":"span.kind","type":"string","value":"consumer"}],
              "logs":[],"processID":"p2","warnings":null},
             {"traceID":"000000000abc0000","spanID":"00000000000000a1","operationName":"POST /v1/chat/completions",
              "references":[{"refType":"CHILD_OF","traceID":"000000000abc0000","spanID":"00000000000000f0"}],
              "startTime":1795497123120793,"duration":5000,
              "tags":[{"key":"http.request.method","type":"string","value":"POST"},
                      {"key":"http.response.status_code","type":"int64","value":502},
                      {"key":"url.full","type":"string","value":"http://user:secret@host"},
                      {"key":"span.kind","type":"string","value":"server"},
                      {"key":"otel.status_code","type":"string","value":"ERROR"},
                      {"key":"error","type":"bool","value":true},
                      {"key":"otel.status_description","type":"string","value":"bad gateway"}],
              "logs":[{"timestamp":1795497123120793,"fields":[{"key":"event","type":"string","value":"exception"},
                      {"key":"exception.type","type":"string","value":"java.io.IOException"}]}],
              "processID":"p1","warnings":null}],
             "processes":{"p1":{"serviceName":"gateway","tags":[{"key":"service.version","value":"1.0"}]},"p2":{"serviceName":"inference","tags":[]}}}
            """;

    private static final Instant ZERO = Instant.parse("2026-11-24T05:12:03Z");

    private final Trace trace = read(DATA);

    @Test
    void spans_come_in_order_of_start_with_whole_ids() {
        assertThat(trace.traceId()).isEqualTo(ID);
        assertThat(trace.spans()).extracting(Span::spanId).containsExactly("00000000000000a1", "00000000000000b2");
    }

    /** Jaeger numbers them anew for each answer. */
    @Test
    void order_of_the_processes_makes_no_difference() {
        String swapped =
                DATA.replace("\"p1\"", "\"p0\"").replace("\"p2\"", "\"p1\"").replace("\"p0\"", "\"p2\"");
        int tags = swapped.indexOf("\"p2\":{");
        int other = swapped.indexOf(",\"p1\":{");
        String first = swapped.substring(tags, other);
        String second = swapped.substring(other + 1, swapped.lastIndexOf("}}"));

        assertThat(read(swapped.substring(0, tags) + second + "," + first + "}}"))
                .isEqualTo(trace);
    }

    @Test
    void entry_span_is_kept_whole_but_for_passwords() {
        Span entry = trace.spans().get(0);

        assertThat(entry)
                .isEqualTo(new Span(
                        "00000000000000a1",
                        Optional.of("00000000000000f0"),
                        List.of(),
                        "gateway",
                        "POST /v1/chat/completions",
                        "server",
                        Duration.ofNanos(120_793_000),
                        Duration.ofMillis(5),
                        true,
                        Map.of(
                                "http.request.method", "POST",
                                "http.response.status_code", "502",
                                "url.full", "http://***@host"),
                        Optional.of("bad gateway"),
                        List.of(new SpanEvent(
                                "exception",
                                Duration.ofNanos(120_793_000),
                                Map.of("exception.type", "java.io.IOException"))),
                        OptionalInt.of(0),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        assertThat(trace.resource(entry)).isEqualTo(Map.of("service.name", "gateway", "service.version", "1.0"));
    }

    @Test
    void follows_from_is_a_link_and_never_the_parent() {
        Span usage = trace.spans().get(1);

        assertThat(usage.parentId()).contains("00000000000000a1");
        assertThat(usage.links()).containsExactly("0123456789abcdef0123456789abcdef/00000000000000c3");
        assertThat(usage.scope()).contains(new Span.Scope("x", ""));
        assertThat(usage.attributes()).isEqualTo(Map.of("gen_ai.usage.input_tokens", "12"));
        assertThat(usage.error()).isFalse();
    }

    @Test
    void child_of_another_trace_is_a_link() {
        Trace other = read(DATA.replace(
                "\"CHILD_OF\",\"traceID\":\"000000000abc0000\",\"spanID\":\"00000000000000f0\"",
                "\"CHILD_OF\",\"traceID\":\"77\",\"spanID\":\"00000000000000f0\""));

        Span entry = other.spans().get(0);
        assertThat(entry.parentId()).isEmpty();
        assertThat(entry.links()).containsExactly("00000000000000000000000000000077/00000000000000f0");
    }

    /** Promises look for both, and would find neither cause nor callee. */
    @Test
    void older_and_newer_names_of_status_and_peer_are_kept() {
        Trace other = read(DATA.replace("\"http.response.status_code\"", "\"http.status_code\"")
                .replace("\"http.request.method\"", "\"service.peer.name\""));

        assertThat(other.spans().get(0).attributes())
                .containsEntry("http.status_code", "502")
                .containsEntry("service.peer.name", "POST");
    }

    @Test
    void span_without_a_kind_is_internal() {
        Span span = read(DATA.replace("\"span.kind\"", "\"other\"")).spans().get(0);

        assertThat(span.kind()).isEqualTo("internal");
    }

    private static Trace read(String data) {
        try {
            return JaegerTrace.read(ID, EvidenceFile.mapper().readTree(data), ZERO);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
