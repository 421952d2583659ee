package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.reports.Readiness;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A part of the reference, launched apart, stands for a system that already runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagingIT {
    @TempDir
    static Path folder;

    private final List<String> said = new ArrayList<>();
    private Stack stack;

    @BeforeAll
    void launch() {
        Workspace workspace = Workspace.read(ReferenceWorkspace.copyTo(folder.resolve("reference")))
                .only(Set.of("workers"))
                .launching(Optional.of(1));
        stack = Stack.launch(workspace, new Settings(Map.of("firedrill.stack", "native")), line -> {});
    }

    @AfterAll
    void end() {
        stack.close();
    }

    @Test
    void system_that_runs_is_watched_as_it_stands_and_its_endpoints_are_judged() throws IOException {
        Map<String, Verdict> verdicts = hold(stack.endpoints().prometheus()).stream()
                .collect(Collectors.toMap(Judgement::id, Judgement::verdict));

        assertThat(verdicts)
                .as(String.join("\n", said))
                .containsOnlyKeys(
                        "M04-targets",
                        "M06-recordings",
                        "M07-windows",
                        "X01-prometheus",
                        "X02-prometheus",
                        "X03-prometheus",
                        "X04-prometheus",
                        "X01-alertmanager",
                        "X03-alertmanager",
                        "X04-alertmanager");
        assertThat(List.of("M04-targets", "X02-prometheus", "X03-prometheus"))
                .allSatisfy(id -> assertThat(verdicts.get(id)).as(id).isInstanceOf(Verdict.Kept.class));
        assertThat(verdicts)
                .hasEntrySatisfying(
                        "X01-prometheus",
                        verdict -> assertThat(verdict.actual()).contains("a tunnel cannot be seen"));
        Readiness told = EvidenceFile.read(folder.resolve("report/readiness.json"), Readiness.class);
        assertThat(told.stack().mode()).isEqualTo("remote");
        assertThat(told.notes()).singleElement().asString().startsWith("Read-only: nothing was written to this system");
        assertThat(told.suite())
                .allSatisfy(promise ->
                        assertThat(promise.evidence()).allMatch(link -> link.startsWith("endpoints.json#/endpoints/")));
        assertThat(folder.resolve("report/endpoints.json")).exists();
        assertThat(folder.resolve("report/index.html")).content().contains("as it stands", "X02");
        SavedRun saved = SavedRun.read(folder.resolve("report"));
        assertThat(saved.changes(saved.write(folder.resolve("again"), List.of(), List.of())))
                .as("judged again")
                .isEmpty();
    }

    @Test
    void system_that_does_not_answer_is_not_watched_and_the_report_says_why() throws IOException {
        List<Judgement> judgements = hold(URI.create("http://127.0.0.1:1"));

        assertThat(judgements)
                .as("what was not watched does not pass")
                .filteredOn(judgement -> judgement.id().startsWith("M"))
                .singleElement()
                .satisfies(judgement -> assertThat(judgement.verdict()).isInstanceOf(Verdict.Inconclusive.class));
        Readiness told = EvidenceFile.read(folder.resolve("report/readiness.json"), Readiness.class);
        assertThat(told.drills()).singleElement().satisfies(drill -> {
            assertThat(drill.ran()).isFalse();
            assertThat(drill.story()).startsWith("it takes a prometheus that answers: see remote.prometheus in ");
        });
        assertThat(told.verdict()).isEqualTo("inconclusive");
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("it is not watched: it takes a prometheus"));
    }

    private List<Judgement> hold(URI prometheus) throws IOException {
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                title: Staging
                remote:
                  watch: 10s
                  prometheus: {url: '%s'}
                  alertmanager: {url: '%s'}
                """.formatted(
                        prometheus, stack.endpoints().alertmanager()));
        Map<String, String> settings = Map.of(
                "firedrill.config",
                file.toString(),
                "firedrill.out",
                folder.resolve("report").toString());
        return RemoteRun.of(new Settings(settings), name -> "", said::add).hold();
    }
}
