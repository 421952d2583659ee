package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteTrafficTest {
    private static final String FILE = """
            remote:
              permissions: [faults, traffic]
              prometheus: {url: "https://p.example.com"}
              entry: {url: "https://entry.example.com"}
              traffic: {at-most: 3, stop-when: {query: 'errors:ratio', above: 0.01}}
            drills:
              - name: inference stopped
                fault: {on: ./break.sh, off: ./fix.sh, from: 20s, for: 3m}
                expect: [{alert: TargetDown, within: 2m, resolved-within: 1m}]
                traffic: {rate: 2, chat: {model: small, prompt: Hello}}
            """;

    private static final String TRACED = """
            remote:
              permissions: [traffic]
              prometheus: {url: "https://p.example.com"}
              entry: {url: "https://entry.example.com"}
              traces: {backend: jaeger, url: "https://j.example.com"}
              traffic: {stop-when: {query: 'errors:ratio', above: 0.01}}
            drills:
              - {name: traced, traffic: {rate: 1, path: /orders, for: 40s}, traces: {path: [gateway, inference, database], sampling: 0.1}}
            """;

    @TempDir
    Path folder;

    @Test
    void chat_is_posted_where_chats_are() throws IOException {
        RemoteSystem system = read(FILE);
        RemoteDrill drill = system.drills().get(0);
        RemoteTraffic traffic = drill.traffic().orElseThrow();

        assertThat(traffic.method() + " " + traffic.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(traffic.rate()).isEqualTo(2);
        assertThat(traffic.chat()).contains(new RemoteTraffic.Chat("small", "Hello", 0));
        assertThat(system.limits()).contains(new TrafficLimits(3, "errors:ratio", 0.01));
        assertThat(system.forbids(drill)).isEmpty();
        assertThat(drill.goesOn())
                .as("until the end of the alert must have been told")
                .isEqualTo(Duration.ofSeconds(20 + 180 + 60));
    }

    @Test
    void other_request_is_got_or_posted_with_what_a_file_holds() throws IOException {
        Files.writeString(folder.resolve("order.json"), "{\"of\": 1}");

        assertThat(traffic("{rate: 0.5, path: '/orders?of=mine'}"))
                .extracting(RemoteTraffic::method, RemoteTraffic::path, RemoteTraffic::body)
                .containsExactly("GET", "/orders?of=mine", Optional.empty());
        RemoteTraffic posted = traffic("{rate: 1, path: /orders, body: order.json}");
        assertThat(posted.method()).isEqualTo("POST");
        assertThat(posted.body()).contains("{\"of\": 1}");
        assertThat(traffic("{rate: 1, path: /orders, body: order.json, method: put}")
                        .method())
                .isEqualTo("PUT");
    }

    @Test
    void drill_may_send_alone_where_the_traces_of_it_are_looked_at() throws IOException {
        RemoteSystem system = read(TRACED);

        RemoteDrill drill = system.drills().get(0);
        assertThat(drill.needs()).containsExactly(Permission.TRAFFIC);
        assertThat(drill.goesOn()).isEqualTo(Duration.ofSeconds(40));
        RemoteTraces traces = drill.traces().orElseThrow();
        assertThat(traces.services()).containsExactly("gateway", "inference");
        assertThat(traces.toDatabase()).isTrue();
        assertThat(traces.atLeast()).isEqualTo(0.99);
        assertThat(traces.sampling()).isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "path: [gateway, inference, database] | path: []                    | key 'drills.traces.path' must name the services",
                "path: [gateway, inference, database] | path: [database]            | key 'drills.traces.path' must name the services",
                "path: [gateway, inference, database] | path: [database, gateway]   | key 'drills.traces.path' must name the services",
                "sampling: 0.1                        | sampling: 0                 | key 'drills.traces.sampling' must be a share above 0",
                "sampling: 0.1                        | at-least: 1.01              | key 'drills.traces.at-least' must be a share above 0",
                "traces: {path                        | expect: [{alert: A, within: 0s}], traces: {path | key 'drills.fault' is missing",
                "traces: {backend                     | sentry: {backend            | 'remote.sentry.backend' is unknown",
            })
    void mistake_of_traces_is_told_with_its_key(String right, String wrong, String told) {
        assertThatThrownBy(() -> read(TRACED.replace(right, wrong)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(told);
    }

    private static final String ERRORS = FILE.replace(
                    "  traffic: {at-most",
                    "  sentry: {url: \"https://sentry.example.com\", organization: acme, project: shop}\n  traffic: {at-most")
            + "    errors: {release: shop@1, environment: staging, issues: 2}\n";

    @Test
    void drill_may_look_at_the_errors_that_it_makes() throws IOException {
        RemoteSystem system = read(ERRORS);

        assertThat(system.drills().get(0).errors()).contains(new RemoteErrors("shop@1", "staging", 2));
        assertThat(system.of(EndpointKind.SENTRY)).singleElement().satisfies(sentry -> {
            assertThat(sentry.organization()).contains("acme");
            assertThat(sentry.project()).contains("shop");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ", project: shop           | `` | key 'drills' look at errors, but remote.sentry lacks its url",
                "release: shop@1,          | `` | key 'drills.errors.release' is missing",
                "issues: 2                 | issues: 0 | key 'drills.errors.issues' must be at least 1",
                "traffic: {rate: 2, chat: {model: small, prompt: Hello}} | story: x | key 'drills.errors' stands without fault and traffic",
            })
    void mistake_of_errors_is_told_with_its_key(String right, String wrong, String told) {
        assertThatThrownBy(() -> read(ERRORS.replace(right, wrong)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(told);
    }

    @Test
    void drill_that_nothing_is_asked_of_is_refused() {
        String sending = TRACED.substring(0, TRACED.indexOf(", traces: {path")) + "}\n";
        String looking = TRACED.replace("traffic: {rate: 1, path: /orders, for: 40s}, ", "");

        assertThatThrownBy(() -> read(sending))
                .hasMessageContaining("key 'drills.fault' is missing, and so are post and traces");
        assertThatThrownBy(() -> read(looking)).hasMessageContaining("key 'drills.traces' stands without traffic");
        assertThatThrownBy(
                        () -> read(TRACED.replace("  traces: {backend: jaeger, url: \"https://j.example.com\"}\n", "")))
                .hasMessageContaining("key 'drills' look at traces, but remote.traces is missing");
    }

    @Test
    void drill_with_traffic_is_forbidden_where_it_is_not_permitted() throws IOException {
        RemoteSystem system = read(FILE.replace("[faults, traffic]", "[faults]"));

        assertThat(system.forbids(system.drills().get(0)))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it may not be: `traffic` is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rate: 2,              | rate: 4,                 | :10: key 'drills.traffic.rate' is above remote.traffic.at-most, 3.0 requests a second, but was 4.0",
                "rate: 2,              | rate: 0,                 | :10: key 'drills.traffic.rate' must be more than no request a second",
                "rate: 2,              | rate: NaN,               | :10: key 'drills.traffic.rate' must be more than no request a second",
                "rate: 2,              | ``                       | key 'drills.traffic.rate' is missing",
                "rate: 2,              | rate: 2, path: orders,   | :10: key 'drills.traffic.path' cannot be sent: 'orders'",
                "rate: 2,              | rate: 2, path: '/#{x}',  | key 'drills.traffic.path' cannot be sent: '/#{x}'",
                "rate: 2,              | rate: 2, method: 'G T',  | key 'drills.traffic.method' cannot be sent: 'G T'",
                "rate: 2,              | rate: 2, body: none.txt, | key 'drills.traffic.body' names",
                "chat: {model: small,  | chat: {                  | key 'drills.traffic.chat.model' is missing; add it",
                "prompt: Hello}        | prompt: Hello, streaming: 2} | key 'drills.traffic.chat.streaming' must be a share from 0 to 1",
                ", chat: {model: small, prompt: Hello} | ``       | key 'drills.traffic.path' is missing; add it",
                "at-most: 3,           | at-most: 0,              | :5: key 'remote.traffic.at-most' must be more than no request a second",
                "query: 'errors:ratio', | ``                      | key 'remote.traffic.stop-when.query' is missing; add it",
                ", above: 0.01         | ``                       | key 'remote.traffic.stop-when.above' must be a number",
                "above: 0.01           | above: NaN               | key 'remote.traffic.stop-when.above' must be a number",
                "above: 0.01           | below: 0.01              | key 'remote.traffic.stop-when.above' must be a number",
                "entry:                | grafana:                 | key 'remote.entry' is missing: add its url",
            })
    void mistake_is_told_with_its_key(String right, String wrong, String told) {
        assertThatThrownBy(() -> read(FILE.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(told)
                .hasMessageContaining("staging.yaml");
    }

    private RemoteTraffic traffic(String written) throws IOException {
        return read(FILE.replace("{rate: 2, chat: {model: small, prompt: Hello}}", written))
                .drills()
                .get(0)
                .traffic()
                .orElseThrow();
    }

    private RemoteSystem read(String yaml) throws IOException {
        return RemoteSystem.read(Files.writeString(folder.resolve("staging.yaml"), yaml), name -> "");
    }
}
