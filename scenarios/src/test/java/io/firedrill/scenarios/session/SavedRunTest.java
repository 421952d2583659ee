package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.reports.Readiness;
import io.firedrill.reports.Report;
import io.firedrill.reports.RunInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.remote.WrittenDown;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedRunTest {
    private static final String DRILL = "silences-in-order";
    private static final StackInfo STACK = new StackInfo("native", "asked for", 50, List.of());

    @TempDir
    Path folder;

    private Workspace workspace;
    private List<Drill> plan;

    @BeforeEach
    void readWorkspace() {
        workspace = Workspace.read(ReferenceWorkspace.copyTo(folder.resolve("reference")));
        plan = ReferenceDrills.of(workspace);
    }

    @Test
    void saved_evidence_is_judged_again_and_what_changed_is_told() {
        save(DRILL, new Verdict.Kept("to be in order", "were", "", List.of()));
        SavedRun run = SavedRun.read(folder.resolve("report"));

        Readiness now = run.write(folder.resolve("again"), List.of(), plan);

        assertThat(now.verdict()).isEqualTo("inconclusive");
        assertThat(run.changes(now))
                .contains(DRILL + "/S06-silences was kept and is inconclusive")
                .anySatisfy(line ->
                        assertThat(line).startsWith(DRILL + "/M04").endsWith("was not made and is inconclusive"));
        assertThat(folder.resolve("again/index.html")).content().contains("silences in order");
        assertThat(evidence("again")).isEqualTo(evidence("report"));
    }

    @Test
    void what_the_run_told_of_itself_is_told_again() {
        save(DRILL, new Verdict.Kept("to be in order", "were", "", List.of()));
        SavedRun run = SavedRun.read(folder.resolve("report"));

        Readiness now = run.write(folder.resolve("report"), List.of(), plan);

        assertThat(run.timeScale()).isEqualTo(50);
        assertThat(now.title()).isEqualTo("Reference pipeline");
        assertThat(now.startedAt()).isEqualTo(Instant.EPOCH);
        assertThat(now.notes()).containsExactly("a note");
        assertThat(now.drills())
                .filteredOn(drill -> !drill.ran())
                .singleElement()
                .satisfies(drill -> {
                    assertThat(drill.id()).isEqualTo("alert-storm");
                    assertThat(drill.story()).isEqualTo("no room");
                });
    }

    @Test
    void what_was_found_at_endpoints_is_judged_again_too() {
        Judgement then = new Judgement(
                "X03-workspace", Check.X03, "the configurations", new Verdict.Broken("none", "one", "", List.of()));
        save(
                DRILL,
                new Verdict.Kept("to be in order", "were", "", List.of()),
                run -> run.withSuite(List.of(then)).withSystem(WrittenDown.of(workspace, Instant.EPOCH)));
        SavedRun run = SavedRun.read(folder.resolve("report"));

        Readiness now = run.write(folder.resolve("again"), List.of(), plan);

        assertThat(run.changes(now)).contains("X03-workspace was broken and is kept");
        assertThat(now.suite()).extracting(Readiness.Promise::id).containsExactly("X03-workspace");
    }

    @Test
    void watch_of_a_system_that_runs_is_judged_again_without_a_plan() {
        save("as-it-stands", new Verdict.Kept("to be in order", "were", "", List.of()));
        SavedRun run = SavedRun.read(folder.resolve("report"));

        Readiness now = run.write(folder.resolve("again"), List.of(), List.of());

        assertThat(now.drills().get(0).promises())
                .extracting(Readiness.Promise::id)
                .containsExactly("M04-targets");
    }

    @Test
    void drill_of_somebody_elses_test_is_refused_by_name() {
        save("drill-of-mine", new Verdict.Kept("to hold", "held", "", List.of()));
        SavedRun run = SavedRun.read(folder.resolve("report"));

        assertThatThrownBy(() -> run.write(folder.resolve("again"), List.of(), plan))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("drill 'drill-of-mine' is not one that Firedrill ships");
        assertThat(folder.resolve("again")).doesNotExist();
    }

    @Test
    void evidence_that_is_gone_is_named() throws Exception {
        save(DRILL, new Verdict.Kept("to be in order", "were", "", List.of()));
        Files.delete(folder.resolve("report/evidence/" + DRILL + ".json"));

        assertThatThrownBy(() -> SavedRun.read(folder.resolve("report")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(DRILL + ".json cannot be read");
    }

    private void save(String id, Verdict verdict) {
        save(id, verdict, run -> run);
    }

    private void save(String id, Verdict verdict, UnaryOperator<RunInfo> more) {
        DrillResult result = new DrillResult(
                BlankEvidence.of(id, id.replace('-', ' ')),
                List.of(new Judgement("S06-silences", Check.S06, "silences", verdict)),
                List.of());
        RunInfo run = new RunInfo("Reference pipeline", Instant.EPOCH, Duration.ofSeconds(9), STACK)
                .withNotes(List.of("a note"))
                .withNotRun(List.of(new RunInfo.NotRun("alert-storm", "alert storm", "no room")));
        Report.write(folder.resolve("report"), List.of(result), more.apply(run));
    }

    private String evidence(String report) {
        try {
            return Files.readString(folder.resolve(report).resolve("evidence/" + DRILL + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
