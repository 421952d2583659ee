package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentFileTest {
    @TempDir
    Path folder;

    @Test
    void whole_file_is_read() throws IOException {
        IncidentFile file = IncidentFile.read(written("""
                ignore: [Watchdog]
                grace: 2m
                faults:
                  - name: provider outage
                    from: 2026-11-24T12:03:00Z
                    to: 2026-11-24 13:14:00+01:00
                    expect: [HighErrorRate, 'TargetDown{service="inference", job="a b"}']
                """));
        assertThat(file.ignored()).containsExactly("Watchdog");
        assertThat(file.grace()).isEqualTo(Duration.ofMinutes(2));
        assertThat(file.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.name()).isEqualTo("provider outage");
            assertThat(incident.from()).isEqualTo(Instant.parse("2026-11-24T12:03:00Z"));
            assertThat(incident.to()).isEqualTo(Instant.parse("2026-11-24T12:14:00Z"));
            assertThat(incident.expected())
                    .containsExactly(
                            new Expected("HighErrorRate", Map.of()),
                            new Expected("TargetDown", Map.of("service", "inference", "job", "a b")));
        });
    }

    @Test
    void what_is_not_said_has_a_default() throws IOException {
        IncidentFile file =
                IncidentFile.read(written("faults: [{name: x, from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z}]"));
        assertThat(file.grace()).isEqualTo(Duration.ofMinutes(5));
        assertThat(file.ignored()).isEmpty();
        assertThat(file.incidents().get(0).expected()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grace: 5m                                                       | :1: key 'faults' holds nothing: add what happened, each with name, from and to
            faults: [{name: x, from: 12:03, to: 2026-11-24T12:04:00Z}]       | :1: key 'faults.from' must be a time such as 2026-11-24T12:03:00Z, but was '12:03'
            faults: [{name: x, from: 2026-11-24T12:03:00Z}]                  | :1: key 'faults.to' is missing; add it
            faults: [{from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z}] | :1: key 'faults.name' is missing; add it
            faults: [{name: x, from: 2026-11-24T12:04:00Z, to: 2026-11-24T12:03:00Z}] | :1: key 'faults.to' must be later than from, but was 2026-11-24T12:03:00Z
            faults: [{name: x, from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z, expects: A}] | :1: key 'faults.expects' is unknown; did you mean 'expect'?
            faults: [{name: x, from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z, expect: 'A{b=c}'}] | :1: key 'faults.expect' must name alerts, as in TargetDown{service="gateway"}, but one was A{b=c}
            faults: [{name: x, from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z, expect: 'A{b="c" d="e"}'}] | :1: key 'faults.expect' must name alerts, as in TargetDown{service="gateway"}, but one was A{b="c" d="e"}
            """)
    void mistake_is_one_line_with_its_place(String text, String problem) throws IOException {
        Path file = written(text);
        assertThatThrownBy(() -> IncidentFile.read(file))
                .isInstanceOf(StackException.class)
                .hasMessage(file + problem);
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("faults.yaml"), text);
    }
}
