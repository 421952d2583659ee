package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.span;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Spans.client;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConventionsTest {
    private static final String[] SERVER = {
        "http.request.method=POST", "url.path=/v1/chat", "url.scheme=http", "http.response.status_code=200"
    };
    private static final String[] OLD_SERVER = {
        "http.method=POST", "http.target=/v1/chat", "http.scheme=http", "http.status_code=200"
    };

    private static Optional<String> flaw(String kind, String... tags) {
        Span span = span("s", "", "gateway", kind, 0, 1, tags);
        return Conventions.flaw(new TraceTree(0, new Trace("t", List.of(span)), "client"));
    }

    private static String[] without(String name, String... tags) {
        return Stream.of(tags).filter(tag -> !tag.startsWith(name + "=")).toArray(String[]::new);
    }

    @Test
    void both_dialects_of_http_are_accepted() {
        assertThat(flaw("server", SERVER)).isEmpty();
        assertThat(flaw("server", OLD_SERVER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http.request.method, missing http.request.method",
        "url.path, missing url.path",
        "url.scheme, missing url.scheme",
        "http.response.status_code, missing http.response.status_code"
    })
    void what_is_missing_on_a_server_span_is_named(String name, String what) {
        assertThat(flaw("server", without(name, SERVER))).contains(what + " of the HTTP server spans of gateway");
    }

    @Test
    void status_may_be_missing_where_no_answer_was_given() {
        assertThat(flaw("server", "http.request.method=POST", "url.path=/", "url.scheme=http", "error.type=timeout"))
                .isEmpty();
    }

    @Test
    void malformed_values_are_named() {
        assertThat(flaw("server", "http.request.method=post", "url.path=/", "url.scheme=http", "http.status_code=200"))
                .contains("malformed http.request.method of the HTTP server spans of gateway");
        assertThat(flaw("server", "http.method=GET", "url.path=/", "url.scheme=http", "http.status_code=OK"))
                .contains("malformed http.status_code of the HTTP server spans of gateway");
    }

    @Test
    void server_span_without_any_attribute_is_an_http_span_that_says_nothing() {
        assertThat(flaw("server")).contains("missing http.request.method of the HTTP server spans of gateway");
        assertThat(flaw("server", "rpc.system=grpc")).isEmpty();
    }

    @Test
    void client_spans_say_whom_they_called() {
        assertThat(flaw("client", "http.method=GET", "http.url=http://a/b", "http.status_code=200"))
                .isEmpty();
        assertThat(flaw("client", "http.request.method=GET", "url.full=http://a/b", "http.response.status_code=200"))
                .contains("missing server.address of the HTTP client spans of gateway");
        assertThat(flaw("client", "http.request.method=GET", "server.address=a", "error.type=x"))
                .contains("missing url.full of the HTTP client spans of gateway");
        assertThat(flaw("client", "peer.service=else")).isEmpty();
    }

    @Test
    void database_spans_say_which_system_and_what_was_asked() {
        assertThat(flaw("client", "db.system=postgresql", "db.statement=SELECT 1"))
                .isEmpty();
        assertThat(flaw("client", "db.system.name=postgresql", "db.query.summary=SELECT"))
                .isEmpty();
        assertThat(flaw("client", "db.system=postgresql", "db.statement=")).isEmpty();
        assertThat(flaw("client", "db.system=postgresql"))
                .contains("missing db.query.text of the database client spans of gateway");
        assertThat(flaw("client", "db.statement=SELECT 1"))
                .contains("missing db.system.name of the database client spans of gateway");
    }

    @Test
    void llm_spans_are_read_in_both_dialects() {
        assertThat(flaw(
                        "client",
                        "gen_ai.operation.name=chat",
                        "gen_ai.provider.name=openai",
                        "gen_ai.request.model=m"))
                .isEmpty();
        assertThat(flaw("client", "gen_ai.operation.name=chat", "gen_ai.system=openai", "gen_ai.request.model=m"))
                .isEmpty();
        assertThat(flaw("client", "gen_ai.operation.name=chat", "gen_ai.request.model=m"))
                .contains("missing gen_ai.provider.name of the GenAI client spans of gateway");
    }

    @Test
    void share_of_traces_decides() {
        Promise follow = TraceStructurePromises.attributesFollowConventions();
        Fixture fixture = healthy();
        for (int i = 0; i < 100; i++) {
            String[] tags = i == 0 ? without("url.path", SERVER) : SERVER;
            fixture.trace(i, span("g", client(i), "gateway", "server", 0, 20, tags));
        }
        assertThat(text(follow, fixture)).contains("kept: ", "99 of 100 did (99 %)");
        fixture.traces.set(1, new Trace("trace0001", List.of(span("g", client(1), "gateway", "server", 0, 20))));
        assertThat(text(follow, fixture))
                .isEqualTo("broken: expected to have the attributes that the conventions for HTTP, databases and GenAI"
                        + " require, for at least 99 % of the requests, but 98 of 100 did (98 %): missing url.path of the"
                        + " HTTP server spans of gateway in 1 of 100 []");
    }
}
