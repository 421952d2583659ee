package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkedTracesTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1000);
    private static final String REQUEST = "a".repeat(32);
    private static final String LINKED = "b".repeat(32);
    private static final String STRANGE = "c".repeat(32);

    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Trace> read() {
        return new LinkedTraces(new JaegerClient(api.base()), gaps, ZERO, ZERO.plusSeconds(10))
                .read(Set.of("worker"), List.of(REQUEST));
    }

    private static String trace(String id, String linkedTo) {
        return "{\"data\":[{\"traceID\":\"" + id + "\",\"processes\":{\"p1\":{\"serviceName\":\"worker\"}},\"spans\":["
                + "{\"traceID\":\"" + id + "\",\"spanID\":\"0000000000000001\",\"processID\":\"p1\",\"references\":["
                + "{\"refType\":\"FOLLOWS_FROM\",\"traceID\":\"" + linkedTo
                + "\",\"spanID\":\"0000000000000002\"}]}]}]}";
    }

    @Test
    void traces_of_the_service_that_are_linked_to_requests_are_found() {
        api.get(
                        "/api/traces",
                        "{\"data\":[{\"traceID\":\"" + REQUEST + "\"},{\"traceID\":\"" + LINKED + "\"},{\"traceID\":\""
                                + STRANGE + "\"}]}")
                .get("/api/traces/" + LINKED, trace(LINKED, REQUEST))
                .get("/api/traces/" + STRANGE, trace(STRANGE, LINKED));

        assertThat(read()).extracting(Trace::traceId).containsExactly(LINKED);
        assertThat(api.requests())
                .extracting(request -> request.getUrl().toString())
                .anyMatch(url -> url.endsWith("/api/traces?service=worker&start=1000000000&end=1010000000&limit=1000"))
                .noneMatch(url -> url.contains(REQUEST));
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void search_that_fails_is_a_gap() {
        assertThat(read()).isEmpty();
        assertThat(gaps.list()).extracting(Gap::witness).containsExactly(Witness.TRACES);
    }
}
