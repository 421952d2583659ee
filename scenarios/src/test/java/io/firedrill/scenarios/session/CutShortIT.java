package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.junit.ConsoleLines;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.Settings;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is ended in the middle of a drill, with a fault and a silence in force. */
class CutShortIT {
    @TempDir
    Path folder;

    private Process run;

    @BeforeEach
    void holdInAnotherJvm() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Djava.io.tmpdir=" + folder,
                        Held.class.getName(),
                        folder.resolve("out").toString())
                .redirectErrorStream(true);
        run = builder.start();
        StringBuilder printed = new StringBuilder();
        Optional<String> held = run.inputReader(StandardCharsets.UTF_8)
                .lines()
                .peek(line -> printed.append(line).append('\n'))
                .filter(line -> line.contains("drill 'maintenance silence': Inference"))
                .findFirst();
        assertThat(held).as(printed::toString).isPresent();
        // Traffic flows, and the silence of this drill begins with it.
        await().atMost(Duration.ofSeconds(30)).until(this::sends);
    }

    @AfterEach
    void end() {
        run.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "KILL"})
    void run_that_is_ended_leaves_nothing_but_a_true_report(String signal) throws Exception {
        new ProcessBuilder("kill", "-s", signal, Long.toString(run.pid()))
                .start()
                .waitFor();

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            assertThat(run.isAlive()).isFalse();
            assertThat(runs()).isEmpty();
            assertThat(processes()).isEmpty();
        });
        JsonNode readiness = EvidenceFile.mapper()
                .readTree(folder.resolve("out/readiness.json").toFile());
        assertThat(readiness.path("verdict").asText()).isEqualTo("inconclusive");
        assertThat(readiness.at("/drills/0/ran").asBoolean()).isFalse();
        assertThat(readiness.at("/drills/0/story").asText()).isEqualTo("the run ended before it was held");
    }

    @Test
    void run_that_goes_on_has_its_processes() throws IOException {
        assertThat(runs()).hasSize(1);
        assertThat(processes()).hasSizeGreaterThan(8);
    }

    private boolean sends() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.endsWith("load-maintenance-silence/ledger.jsonl")
                    && file.toFile().length() > 0);
        }
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("firedrill-run-"))
                    .toList();
        }
    }

    /** Everything of the run has its temporary folder in its command line or its environment. */
    private List<Path> processes() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+"))
                    .filter(path -> mentions(path.resolve("cmdline")) || mentions(path.resolve("cwd")))
                    .toList();
        }
    }

    private boolean mentions(Path file) {
        try {
            String text = Files.isSymbolicLink(file)
                    ? Files.readSymbolicLink(file).toString()
                    : Files.readString(file, StandardCharsets.ISO_8859_1);
            return text.contains(folder + "/firedrill-run-");
        } catch (IOException e) {
            return false;
        }
    }

    /** What is ended. */
    static final class Held {
        private Held() {}

        public static void main(String[] arguments) {
            Map<String, String> settings = Map.of(
                    "firedrill.stack", "native",
                    "firedrill.drills", "maintenance-silence",
                    "firedrill.out", arguments[0]);
            try (DrillSession session = DrillSession.open(new Settings(settings), ConsoleLines::print)) {
                Drill drill =
                        session.select(ReferenceDrills.of(session.workspace())).get(0);
                session.hold(drill);
            }
        }
    }
}
