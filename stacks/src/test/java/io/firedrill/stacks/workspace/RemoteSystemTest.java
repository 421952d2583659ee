package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteSystemTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", "t0ps3cret", "EMPTY", "");

    @TempDir
    Path folder;

    private RemoteSystem read(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("staging.yaml"), yaml);
        return RemoteSystem.read(file, name -> ENVIRONMENT.getOrDefault(name, ""));
    }

    private Access prometheus(String yaml) throws IOException {
        return read("remote:\n  prometheus: {url: 'https://p.example.com/x/', " + yaml + "}\n")
                .endpoints()
                .get(0)
                .access();
    }

    @Test
    void endpoints_are_named_as_the_file_does() throws IOException {
        RemoteSystem system = read("""
                title: Staging
                stack: {mode: remote}
                remote:
                  prometheus: {url: "https://p.example.com"}
                  alertmanager:
                    - {url: "https://a0.example.com"}
                    - {url: "https://a1.example.com"}
                  traces: {backend: tempo, url: "https://t.example.com"}
                  entry: {url: "https://s.example.com", health: /ready}
                """);

        assertThat(system.title()).isEqualTo("Staging");
        assertThat(system.endpoints())
                .extracting(each -> each.name() + " " + each.kind() + " " + each.health())
                .containsExactly(
                        "prometheus PROMETHEUS ",
                        "alertmanager-0 ALERTMANAGER ",
                        "alertmanager-1 ALERTMANAGER ",
                        "entry ENTRY /ready",
                        "traces TEMPO ");
    }

    @Test
    void secrets_come_from_the_environment_and_from_files_and_are_never_shown() throws IOException {
        Files.writeString(folder.resolve("password"), "f1les3cret\n");

        assertThat(prometheus("bearer: {env: TOKEN}, headers: {X-Scope-OrgID: team-a}")
                        .headers())
                .containsOnly(Map.entry("Authorization", "Bearer t0ps3cret"), Map.entry("X-Scope-OrgID", "team-a"));
        Access basic = prometheus("basic: {user: me, password: {file: password}}, headers: {X-Api-Key: {env: TOKEN}}");
        assertThat(basic.headers())
                .containsOnly(
                        Map.entry("Authorization", "Basic bWU6ZjFsZXMzY3JldA=="), Map.entry("X-Api-Key", "t0ps3cret"));
        assertThat(basic.base()).hasToString("https://p.example.com/x");
        assertThat(basic)
                .hasToString(
                        "Access[https://p.example.com/x, headers [Authorization, X-Api-Key], TLS as the JVM does it]");
        assertThat(basic.isProving()).isTrue();
        assertThat(basic.anonymous().isProving()).isFalse();
    }

    static Stream<Arguments> wrongWays() {
        return Stream.of(
                Arguments.of(
                        "bearer: t0ps3cret",
                        "key 'remote.prometheus.bearer' must not hold the secret itself; write {env: NAME} or {file: PATH}"),
                Arguments.of("bearer: {env: NOWHERE}", "names NOWHERE, but that is not set; set it"),
                Arguments.of("bearer: {env: EMPTY}", "names EMPTY, but that is not set; set it"),
                Arguments.of("bearer: {env: TOKEN, file: x}", "names "),
                Arguments.of("bearer: {}", "must be {env: NAME} or {file: PATH}"),
                Arguments.of("bearer: {file: nowhere}", "but there is no such file"),
                Arguments.of("headers: {Authorization: Bearer t0ps3cret}", "holds a secret in a file that is shared"),
                Arguments.of("headers: {'X Y': z}", "is no name of a header"),
                Arguments.of("basic: {user: me}", "key 'remote.prometheus.basic.password' is missing"),
                Arguments.of(
                        "basic: {password: {env: TOKEN}}", "key 'remote.prometheus.basic.user' is missing; add it"),
                Arguments.of(
                        "bearer: {env: TOKEN}, basic: {user: me, password: {env: TOKEN}}",
                        "stands beside another way to prove who asks; keep one"),
                Arguments.of("ca: nowhere.pem", "but there is no such file"),
                Arguments.of("ca: staging.yaml", "staging.yaml holds no certificates in PEM"),
                Arguments.of("key: staging.yaml", "stands without a certificate; add certificate: FILE"),
                Arguments.of("baerer: {env: TOKEN}", "key 'remote.prometheus.baerer' is unknown"));
    }

    @ParameterizedTest
    @MethodSource("wrongWays")
    void wrong_way_to_prove_who_asks_is_one_line_with_its_place(String yaml, String problem) {
        assertThatThrownBy(() -> prometheus(yaml))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(problem)
                .message()
                .startsWith(folder.resolve("staging.yaml") + ":")
                .doesNotContain("\n", "t0ps3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p.example.com|must be a URL such as",
                "ftp://p.example.com|must be a URL such as",
                "https://|must be a URL such as",
                "https://p.example.com?x=y|must be a URL such as",
                "https://me:pw@p.example.com|holds a user or password",
            })
    void wrong_url_is_one_line_with_its_place(String url, String problem) {
        assertThatThrownBy(() -> read("remote: {prometheus: {url: '" + url + "'}}"))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(problem)
                .hasMessageStartingWith(folder.resolve("staging.yaml") + ":1: key 'remote.prometheus.url'");
    }

    @Test
    void file_without_endpoints_or_for_another_mode_is_refused() {
        assertThatThrownBy(() -> read("title: Staging\n"))
                .hasMessageEndingWith(
                        "key 'remote' names no endpoint: add remote.prometheus.url, and others as they are there");
        assertThatThrownBy(() -> read("stack: {mode: native}\nremote: {prometheus: {url: 'https://p'}}\n"))
                .hasMessageEndingWith("key 'stack.mode' must be remote where endpoints are named, but was 'native'");
        assertThatThrownBy(() -> read("remote: {traces: {backend: elk, url: 'https://p'}}\n"))
                .hasMessageEndingWith("key 'remote.traces.backend' must be jaeger, zipkin or tempo, but was 'elk'");
    }

    @Test
    void event_logs_are_files_that_are_there() throws IOException {
        Files.createFile(folder.resolve("events-0.jsonl"));
        String yaml = "remote:\n  prometheus: {url: 'https://p.example.com'}\n  events: %s\n";

        assertThat(read(yaml.formatted("events-0.jsonl")).events()).containsExactly(folder.resolve("events-0.jsonl"));
        assertThatThrownBy(() -> read(yaml.formatted("[events-0.jsonl, events-1.jsonl]")))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("no file matches 'events-1.jsonl'");
    }
}
