package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.stacks.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ends a JVM that runs a real stack, in every way, and looks for what is left. */
@EnabledOnOs(OS.LINUX)
abstract class KilledRunContract {
    /** Five of the monitoring, three of the system; a network comes on top. */
    private static final int COMPONENTS = 8;

    private Process run;
    private Path folder;

    /** Forces the platform. */
    abstract Settings settings();

    /** What there is of a run. */
    abstract List<String> left(Path run);

    Process run() {
        return run;
    }

    Path folder() {
        return folder;
    }

    @BeforeEach
    void launchInAnotherJvm() throws IOException {
        run = Launched.in(settings(), Map.of());
        StringBuilder printed = new StringBuilder();
        Optional<String> launched = run.inputReader(StandardCharsets.UTF_8)
                .lines()
                .peek(line -> printed.append(line).append('\n'))
                .filter(line -> line.startsWith("launched "))
                .findFirst();
        assertThat(launched).as(printed::toString).isPresent();
        folder = Path.of(launched.get().substring("launched ".length()));
        assertThat(left()).hasSizeGreaterThanOrEqualTo(COMPONENTS);
    }

    @AfterEach
    void end() {
        run.destroyForcibly();
    }

    @Test
    void killed_jvm_leaves_nothing_even_without_a_next_run() {
        run.destroyForcibly();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(left()).isEmpty();
            assertThat(folder).doesNotExist();
            assertThat(Leftovers.minder(folder)).isEmpty();
        });
    }

    @Test
    void jvm_and_minder_killed_leave_nothing_after_the_next_run() throws Exception {
        ProcessHandle minder = Leftovers.minder(folder).orElseThrow();
        minder.destroyForcibly();
        minder.onExit().join();
        run.destroyForcibly().waitFor();
        assertThat(left()).as("without the minder everything lives on").hasSizeGreaterThanOrEqualTo(COMPONENTS);

        assertThat(Sweep.under(RunFolder.parent())).contains(folder);

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void terminated_jvm_cleans_up_before_it_ends() throws Exception {
        run.destroy();
        run.waitFor();

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void interrupted_jvm_cleans_up_before_it_ends() throws Exception {
        Commands.run(Path.of("/"), "kill", "-s", "INT", Long.toString(run.pid()));
        run.waitFor();

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void other_run_leaves_a_living_one_alone() {
        assertThat(Sweep.under(RunFolder.parent())).doesNotContain(folder);

        assertThat(left()).hasSizeGreaterThanOrEqualTo(COMPONENTS);
    }

    private List<String> left() {
        return left(folder);
    }
}
