package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ends a JVM that runs a real stack, in every way, and looks for what is left. */
@EnabledOnOs(OS.LINUX)
class KilledRunIT {
    private static final int COMPONENTS = 8;

    private Process run;
    private Path folder;

    @BeforeEach
    void launchInAnotherJvm() throws IOException {
        run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launched.class.getName())
                .redirectErrorStream(true)
                .start();
        StringBuilder printed = new StringBuilder();
        Optional<String> launched = run.inputReader(StandardCharsets.UTF_8)
                .lines()
                .peek(line -> printed.append(line).append('\n'))
                .filter(line -> line.startsWith("launched "))
                .findFirst();
        assertThat(launched).as(printed::toString).isPresent();
        folder = Path.of(launched.get().substring("launched ".length()));
        assertThat(processes()).hasSizeGreaterThanOrEqualTo(COMPONENTS);
    }

    @AfterEach
    void end() {
        run.destroyForcibly();
    }

    @Test
    void killed_jvm_leaves_nothing_even_without_a_next_run() throws IOException {
        List<String> pids =
                processes().stream().map(path -> path.getFileName().toString()).toList();
        assertThat(sharedMemoryOf(pids)).as("PostgreSQL has some while it runs").isNotEmpty();
        run.destroyForcibly();

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(processes()).isEmpty();
            assertThat(folder).doesNotExist();
            assertThat(minder(folder)).isEmpty();
        });
        assertThat(sharedMemoryOf(pids)).isEmpty();
    }

    @Test
    void jvm_and_minder_killed_leave_nothing_after_the_next_run() throws Exception {
        ProcessHandle minder = minder(folder).orElseThrow();
        minder.destroyForcibly();
        minder.onExit().join();
        run.destroyForcibly().waitFor();
        assertThat(processes()).as("without the minder everything lives on").hasSizeGreaterThanOrEqualTo(COMPONENTS);

        assertThat(Sweep.under(RunFolder.parent())).contains(folder);

        assertThat(processes()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void terminated_jvm_cleans_up_before_it_ends() throws Exception {
        run.destroy();
        run.waitFor();

        assertThat(processes()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void interrupted_jvm_cleans_up_before_it_ends() throws Exception {
        Commands.run(Path.of("/"), "kill", "-s", "INT", Long.toString(run.pid()));
        run.waitFor();

        assertThat(processes()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void other_run_leaves_a_living_one_alone() {
        assertThat(Sweep.under(RunFolder.parent())).doesNotContain(folder);

        assertThat(processes()).hasSizeGreaterThanOrEqualTo(COMPONENTS);
    }

    static Optional<ProcessHandle> minder(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .arguments()
                        .map(List::of)
                        .orElse(List.of())
                        .contains(folder.toString()))
                .findFirst();
    }

    /** System V segments by the pid that made them, the fifth column; a killed PostgreSQL leaves its own behind. */
    private static List<String> sharedMemoryOf(List<String> pids) throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .filter(line -> pids.contains(line.strip().split(" +")[4]))
                .toList();
    }

    private List<Path> processes() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(this::belongs)
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private boolean belongs(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            return environment.contains("FIREDRILL_RUN=" + folder.getFileName());
        } catch (IOException e) {
            return false;
        }
    }

    /** What is ended. */
    static final class Launched {
        private Launched() {}

        public static void main(String[] arguments) throws Exception {
            Workspace tiny = Workspace.read(Path.of("src/test/resources/tiny"));
            Stack stack = Stack.launch(tiny, new Settings(Map.of()), System.out::println);
            System.out.println("launched " + stack.folder());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        }
    }
}
