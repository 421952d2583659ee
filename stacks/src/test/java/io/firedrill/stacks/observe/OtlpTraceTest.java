package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firedrill.evidence.trace.Trace;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OtlpTraceTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    /** Jaeger and Tempo group spans anew for each answer. */
    @Test
    void order_of_the_resources_makes_no_difference() {
        String gateway = part("gateway", "00000000000000a1", 1);
        String inference = part("inference", "00000000000000b2", 2);

        assertThat(read(gateway, inference)).isEqualTo(read(inference, gateway));
        assertThat(read(gateway, inference).spans())
                .extracting(span -> read(inference, gateway).resource(span).get("service.name"))
                .containsExactly("gateway", "inference");
    }

    private static String part(String service, String span, int start) {
        return """
                {"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"%s"}}]},
                 "scopeSpans":[{"spans":[{"traceId":"%s","spanId":"%s","name":"work","kind":2,
                   "startTimeUnixNano":"%d","endTimeUnixNano":"9"}]}]}""".formatted(service, ID, span, start);
    }

    private static Trace read(String... parts) {
        try {
            return OtlpTrace.read(ID, new JsonMapper().readTree("[" + String.join(",", parts) + "]"), Instant.EPOCH);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
