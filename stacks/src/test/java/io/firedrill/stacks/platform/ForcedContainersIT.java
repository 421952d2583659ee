package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is said where no engine answers. */
class ForcedContainersIT {
    private static final String NOWHERE = "tcp://127.0.0.1:1";

    @Test
    void engine_that_does_not_answer_is_one_line_and_nothing_else() throws Exception {
        List<String> printed = launch("containers");

        assertThat(printed)
                .containsExactly("failed firedrill.stack=containers: no Docker engine answers at " + NOWHERE
                        + " (Connection refused); start one, or set DOCKER_HOST to the address of one, or use"
                        + " firedrill.stack=native");
    }

    @Test
    void auto_says_why_it_falls_back() throws Exception {
        List<String> printed = launch("auto");

        assertThat(printed)
                .first()
                .isEqualTo("native stack: auto: no Docker engine answers at " + NOWHERE + " (Connection refused)");
        assertThat(printed).last().asString().startsWith("launched ");
    }

    private static List<String> launch(String mode) throws Exception {
        Process run = Launched.in(new Settings(Map.of("firedrill.stack", mode)), Map.of("DOCKER_HOST", NOWHERE));
        List<String> printed = new ArrayList<>();
        boolean ended = run.inputReader(StandardCharsets.UTF_8)
                .lines()
                .peek(printed::add)
                .anyMatch(line -> line.startsWith("failed ") || line.startsWith("launched "));
        assertThat(ended).as(printed::toString).isTrue();
        run.destroy();
        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return printed;
    }
}
