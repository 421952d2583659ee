package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules of the reference workspace in situations that no drill can bring about at will; told by the real promtool. */
class ReferenceRulesIT {
    private static final Path TESTS = Path.of("src/test/resources/rule-tests");

    @Test
    void spans_are_told_to_be_lost_only_when_they_are() {
        assertThatTestsHold("tracing.yml");
    }

    private static void assertThatTestsHold(String file) {
        try (Run run = Run.begin(line -> {})) {
            Platform platform = run.natively(Map.of(), Map.of());
            platform.prepare(List.of(OperatorWorkspaceIT.component("prometheus")));
            Path tests = TESTS.resolve(file).toAbsolutePath();
            Platform.Outcome outcome = platform.run("promtool", List.of("test", "rules", tests.toString()), TESTS);

            assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        }
    }
}
