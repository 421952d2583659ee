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

class RemoteDrillTest {
    private static final String DRILL = """
            remote:
              permissions: [faults]
              inbox: {listen: "0.0.0.0:9099"}
              prometheus: {url: "https://p.example.com"}
            drills:
              - name: inference stopped
                fault: {on: ./break.sh, off: "./fix.sh inference", from: 20s, for: 3m}
                expect:
                  - {alert: 'TargetDown{service="inference"}', within: 2m30s, resolved-within: 8m}
                  - {alert: ErrorBudgetBurn, within: 3m}
                silence:
                  matchers: ['service="gateway"', 'severity=~"page|ticket"']
                  for: 20m
                  withholds: [HighErrorRate]
                  then-within: 1m
            """;

    @TempDir
    Path folder;

    @Test
    void drill_is_read_with_what_breaks_and_mends_and_who_must_tell() throws IOException {
        RemoteSystem system = read(DRILL);

        assertThat(system.permissions()).containsExactly(Permission.FAULTS);
        assertThat(system.inbox())
                .hasValueSatisfying(at -> assertThat(at.bind().getPort()).isEqualTo(9099));
        assertThat(system.folder()).isEqualTo(folder.toAbsolutePath());
        RemoteDrill drill = system.drills().get(0);
        assertThat(drill.fault())
                .contains(new RemoteFault(
                        "./break.sh", "./fix.sh inference", Duration.ofSeconds(20), Duration.ofMinutes(3)));
        assertThat(drill.expectations())
                .extracting(each -> each.alert() + " " + each.within())
                .containsExactly("TargetDown{service=\"inference\"} PT2M30S", "ErrorBudgetBurn PT3M");
        assertThat(drill.expectations().get(1).resolved()).isEmpty();
        assertThat(drill.expectations().get(0).resolved()).isEqualTo(Optional.of(Duration.ofMinutes(8)));
        RemoteSilence silence = drill.silence().orElseThrow();
        assertThat(silence.matchers()).containsExactly("service=\"gateway\"", "severity=~\"page|ticket\"");
        assertThat(silence.withholds()).extracting(Object::toString).containsExactly("HighErrorRate");
        assertThat(drill.alerts()).hasSize(3);
        assertThat(drill.observed())
                .as("until what was silenced must have been told")
                .isEqualTo(Duration.ofMinutes(21).plusSeconds(5 + 15));
        assertThat(system.forbids(drill))
                .hasValueSatisfying(why -> assertThat(why).startsWith("it may not be: `silences` is missing"));
    }

    @Test
    void inbox_that_wants_a_token_names_where_it_stands_and_never_tells_it() throws IOException {
        String guarded = DRILL.replace("9099\"}", "9099\", bearer: {env: INBOX_TOKEN}}");

        Optional<RemoteInbox> inbox = RemoteSystem.read(
                        Files.writeString(folder.resolve("staging.yaml"), guarded), name -> "t0ps3cret")
                .inbox();

        assertThat(inbox).map(RemoteInbox::bearer).contains(Optional.of("t0ps3cret"));
        assertThat(inbox)
                .map(Object::toString)
                .hasValueSatisfying(told -> assertThat(told).endsWith("9099, with a bearer token"));
    }

    @Test
    void nothing_is_permitted_and_nothing_planned_where_nothing_is_written() throws IOException {
        RemoteSystem system = read("remote:\n  prometheus: {url: \"https://p.example.com\"}\n");

        assertThat(system.permissions()).isEmpty();
        assertThat(system.inbox()).isEmpty();
        assertThat(system.drills()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "permissions: [faults]       | permissions: [traffics]  | :2: key 'remote.permissions' may hold faults, silences, traffic, alerts, but one was 'traffics'",
                "permissions: [faults]       | permissions: [traffic]   | :2: key 'remote.permissions' permits traffic that nothing stops: add remote.traffic.stop-when",
                "\"0.0.0.0:9099\"            | \"9099\"                 | :3: key 'remote.inbox.listen' must be an address of this machine and a port, but was '9099'",
                "\"0.0.0.0:9099\"            | \"0.0.0.0:99099\"        | :3: key 'remote.inbox.listen' must be an address of this machine and a port, but was '0.0.0.0:99099'",
                "- name: inference stopped   | - story: ''              | key 'drills.name' is missing; add it",
                "name: inference stopped     | name: a/b                | :6: key 'drills.name' must be unique and of letters, digits, spaces and '-', but was 'a/b'",
                "on: ./break.sh,             | `` | key 'drills.fault.on' is missing; add it",
                "off:                        | of:                      | key 'drills.fault.off' is missing; add it",
                "for: 3m                     | lasts: 3m                | key 'drills.fault.for' is missing",
                "within: 2m30s,              | `` | key 'drills.expect.within' is missing",
                "within: 2m30s               | within: 4m               | key 'drills.expect.within' must not be longer than the fault lasts, 180s",
                "alert: ErrorBudgetBurn      | alert: 'A{b=c}'          | :10: key 'drills.expect.alert' must name alerts, as in TargetDown{service=\"gateway\"}, but one was A{b=c}",
                "for: 20m                    | for: 2h                  | key 'drills.silence.for' must be an hour at most",
                "'service=\"gateway\"', | 'service!=\"x\"', | key 'drills.silence.matchers' must say of one label at least exactly what it is",
                "'service=\"gateway\"', | gateway, | key 'drills.silence.matchers' must look like service=\"inference\", but one was gateway",
                "withholds: [HighErrorRate]  | ``                       | key 'drills.silence.withholds' names no alert",
                "resolved-within             | resolve-within           | key 'drills.expect.resolve-within' is unknown; did you mean 'resolved-within'?"
            })
    void mistake_is_told_with_its_key(String right, String wrong, String told) {
        assertThatThrownBy(() -> read(DRILL.replace(right, wrong == null ? "" : wrong)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(told)
                .hasMessageMatching("(?s).*staging.yaml:\\d+: .*");
    }

    @Test
    void two_drills_of_one_name_are_refused() {
        String twice = DRILL + DRILL.substring(DRILL.indexOf("  - name"));

        assertThatThrownBy(() -> read(twice)).hasMessageContaining(":16: key 'drills.name' must be unique");
    }

    @Test
    void two_drills_whose_files_would_be_called_alike_are_refused() {
        String twice =
                DRILL + DRILL.substring(DRILL.indexOf("  - name")).replace("inference stopped", "Inference-stopped.");

        assertThatThrownBy(() -> read(twice)).hasMessageContaining(":16: key 'drills.name' must be unique");
        assertThatThrownBy(() -> read(DRILL.replace("inference stopped", "_")))
                .hasMessageContaining(":6: key 'drills.name' must be unique");
    }

    @Test
    void drill_that_expects_nothing_is_refused() {
        String silent =
                DRILL.substring(0, DRILL.indexOf("    expect:")) + DRILL.substring(DRILL.indexOf("    silence:"));

        assertThatThrownBy(() -> read(silent)).hasMessageContaining("key 'drills.expect' names no alert");
    }

    private RemoteSystem read(String yaml) throws IOException {
        return RemoteSystem.read(Files.writeString(folder.resolve("staging.yaml"), yaml), name -> "");
    }
}
