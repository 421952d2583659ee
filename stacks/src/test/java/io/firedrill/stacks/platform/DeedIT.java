package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a system that outlives the run, with real commands and real deaths. */
class DeedIT {
    private static final String BREAK = "touch 'it is broken'";
    private static final String MEND = "rm -f 'it is broken'; echo mended >> log";

    @TempDir
    Path folder;

    @TempDir
    Path parent;

    private final List<String> transcript = new ArrayList<>();
    private Process other = new ProcessBuilder().inheritIO().command("true").start();

    DeedIT() throws IOException {}

    @AfterEach
    void end() {
        other.destroyForcibly();
    }

    @Test
    void what_is_done_is_undone_and_both_are_told() {
        try (RunFolder run = RunFolder.create(parent)) {
            Deed deed = deed(run, BREAK, MEND);
            deed.begin();
            assertThat(broken()).exists();

            deed.end();

            assertThat(broken()).doesNotExist();
            assertThat(run.path().resolve("undo")).doesNotExist();
            assertThat(transcript)
                    .containsExactly(
                            "`" + BREAK + "` in " + folder + ": exit code 0",
                            "`" + MEND + "` in " + folder + ": exit code 0");
        }
    }

    @Test
    void command_that_fails_half_way_is_undone_at_once_and_its_words_are_told() {
        try (RunFolder run = RunFolder.create(parent)) {
            Deed deed = deed(run, BREAK + "; echo no permission >&2; exit 3", MEND);

            assertThatThrownBy(deed::begin)
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("fault 'workers': `on: ")
                    .hasMessageEndingWith("ended with exit code 3: no permission");
            assertThat(broken()).doesNotExist();
            assertThat(run.path().resolve("undo")).doesNotExist();
        }
    }

    @Test
    void command_that_leaves_something_running_is_not_waited_for() {
        try (RunFolder run = RunFolder.create(parent)) {
            deed(run, "sleep 20 & echo $! > pid", "kill $(cat pid)").begin();

            assertThat(folder.resolve("pid")).exists();
            assertThat(transcript).singleElement().asString().endsWith("exit code 0");
        }
    }

    @Test
    void it_is_undone_on_an_interrupted_thread_too() {
        try (RunFolder run = RunFolder.create(parent)) {
            Deed deed = deed(run, BREAK, MEND);
            deed.begin();
            Thread.currentThread().interrupt();

            deed.end();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(broken()).doesNotExist();
        }
    }

    @Test
    void killed_jvm_leaves_nothing_broken() throws IOException {
        begunInAnotherJvm(MEND);

        other.destroyForcibly();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(broken()).doesNotExist();
            assertThat(runs()).isEmpty();
        });
    }

    @Test
    void what_cannot_be_undone_stays_known_until_a_sweep_can() throws Exception {
        begunInAnotherJvm("test -e key || exit 1; " + MEND);
        other.destroyForcibly().waitFor();
        await().until(() -> runs().stream().noneMatch(run -> Files.exists(run.resolve("reap.sh"))));
        assertThat(broken()).exists();

        assertThatThrownBy(() -> Sweep.under(parent))
                .isInstanceOf(StackException.class)
                .hasMessageMatching(
                        "a killed run broke something, and mending it fails: run `sh .*/undo/workers.sh`.*");
        Files.createFile(folder.resolve("key"));

        assertThat(Sweep.under(parent)).hasSize(1);
        assertThat(broken()).doesNotExist();
        assertThat(runs()).isEmpty();
    }

    @Test
    void run_that_ends_with_something_broken_has_it_mended_by_what_outlives_it() {
        RunFolder run = RunFolder.create(parent);
        deed(run, BREAK, MEND).begin();

        run.close();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(broken()).doesNotExist();
            assertThat(runs()).isEmpty();
        });
    }

    private Deed deed(RunFolder run, String on, String off) {
        return new Deed(run, "workers", on, off, folder, transcript::add);
    }

    private Path broken() {
        return folder.resolve("it is broken");
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(parent)) {
            return runs.toList();
        }
    }

    private void begunInAnotherJvm(String off) throws IOException {
        other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Begins.class.getName(),
                        parent.toString(),
                        folder.toString(),
                        off)
                .redirectErrorStream(true)
                .start();
        try (Stream<String> said = other.inputReader(StandardCharsets.UTF_8).lines()) {
            assertThat(said.anyMatch("begun"::equals)).isTrue();
        }
        assertThat(broken()).exists();
    }

    /** The other JVM. */
    static final class Begins {
        private Begins() {}

        public static void main(String[] arguments) throws IOException {
            RunFolder run = RunFolder.create(Path.of(arguments[0]));
            new Deed(run, "workers", BREAK, arguments[2], Path.of(arguments[1]), line -> {}).begin();
            System.out.println("begun");
            System.in.read();
        }
    }
}
