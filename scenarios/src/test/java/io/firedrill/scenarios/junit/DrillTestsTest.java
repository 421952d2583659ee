package io.firedrill.scenarios.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** Sessions whose stack cannot be had: whatever is launched takes no part in these. */
class DrillTestsTest {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void each_drill_is_a_container_with_a_test_for_each_promise() throws Exception {
        try (DrillSession session = session(Map.of("firedrill.drills", "healthy-*"))) {
            List<DynamicNode> nodes =
                    DrillTests.of(session, ofOneSetting(session)).toList();

            assertThat(nodes).extracting(DynamicNode::getDisplayName).containsExactly("healthy-baseline");
            assertThat(tests(nodes.get(0)))
                    .extracting(DynamicNode::getDisplayName)
                    .startsWith("is held", "A02-alerts", "A17-Watchdog")
                    .contains("M01-gateway-requests", "T02-traces");
        }
    }

    @Test
    void environment_that_cannot_be_had_fails_once_in_plain_words_and_its_promises_are_skipped() {
        try (DrillSession session = session(Map.of())) {
            List<DynamicNode> nodes =
                    DrillTests.of(session, ofOneSetting(session)).toList();
            List<DynamicTest> tests = tests(nodes.get(0));

            Throwable thrown = catchThrowable(tests.get(0).getExecutable()::execute);
            assertThat(thrown)
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("firedrill.stack=remote")
                    .hasNoCause();
            assertThat(thrown.getStackTrace()).isEmpty();
            assertThatThrownBy(tests.get(1).getExecutable()::execute)
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageContaining("drill 'healthy baseline' was not held");
        }
    }

    /** Of several settings, the one with the most work is tried first. */
    private static List<Drill> ofOneSetting(DrillSession session) {
        return ReferenceDrills.of(session.workspace()).subList(0, 2);
    }

    @Test
    void environment_that_cannot_be_had_is_told_once() {
        try (DrillSession session = session(Map.of())) {
            List<DynamicNode> nodes =
                    DrillTests.of(session, ofOneSetting(session)).toList();
            assertThatThrownBy(tests(nodes.get(0)).get(0).getExecutable()::execute)
                    .isInstanceOf(StackException.class);

            assertThatThrownBy(tests(nodes.get(1)).get(0).getExecutable()::execute)
                    .isInstanceOf(TestAbortedException.class)
                    .hasMessageStartingWith("the stack could not be had: firedrill.stack=remote");
        }
    }

    @Test
    void report_tells_from_the_start_which_drills_did_not_run() throws Exception {
        try (DrillSession session = session(Map.of())) {
            List<Drill> drills = ReferenceDrills.of(session.workspace());
            DrillTests.of(session, drills).forEach(node -> {});

            JsonNode readiness = EvidenceFile.mapper()
                    .readTree(folder.resolve("out/readiness.json").toFile());
            assertThat(readiness.path("verdict").asText()).isEqualTo("inconclusive");
            assertThat(readiness.path("drills")).hasSameSizeAs(drills).allSatisfy(drill -> {
                assertThat(drill.path("ran").asBoolean()).isFalse();
                assertThat(drill.path("story").asText()).isEqualTo("the run ended before it was held");
            });
        }
        assertThat(said).contains("report: " + folder.resolve("out/index.html"));
    }

    @Test
    void report_that_cannot_be_written_is_told_before_anything_is_launched() throws Exception {
        Files.writeString(folder.resolve("out"), "in the way");

        try (DrillSession session = session(Map.of())) {
            assertThatThrownBy(() -> DrillTests.of(session, ReferenceDrills.of(session.workspace())))
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("report " + folder.resolve("out"))
                    .hasMessageContaining("-Dfiredrill.out=FOLDER");
        }
    }

    private DrillSession session(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("firedrill.parallel", "1");
        settings.put("firedrill.stack", "remote");
        settings.put("firedrill.out", folder.resolve("out").toString());
        settings.put(
                "firedrill.config",
                ReferenceWorkspace.copyTo(folder.resolve("workspace")).toString());
        return DrillSession.open(new Settings(settings), said::add);
    }

    private static List<DynamicTest> tests(DynamicNode node) {
        return ((DynamicContainer) node)
                .getChildren()
                .map(DynamicTest.class::cast)
                .toList();
    }
}
