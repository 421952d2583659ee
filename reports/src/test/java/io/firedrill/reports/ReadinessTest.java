package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(Readiness.class.getResourceAsStream("readiness-1.schema.json"));

    @TempDir
    Path folder;

    @Test
    void written_outcome_is_valid_by_its_published_schema() throws IOException {
        Report.write(folder, Drills.all(), Runs.RUN.withNotes(List.of("a note")));

        assertThat(SCHEMA.validate(written())).isEmpty();
    }

    @Test
    void outcome_of_an_empty_run_is_valid_too() throws IOException {
        Report.write(
                folder,
                List.of(),
                Runs.RUN.withNotRun(List.of(new RunInfo.NotRun("slow", "Slow", "the stack did not start"))));

        assertThat(SCHEMA.validate(written())).isEmpty();
    }

    @Test
    void schema_refuses_an_outcome_with_an_unknown_verdict() throws IOException {
        Report.write(folder, Drills.all(), Runs.RUN);
        ObjectNode outcome = (ObjectNode) written();
        outcome.put("verdict", "fine");

        assertThat(SCHEMA.validate(outcome)).isNotEmpty();
    }

    @Test
    void written_outcome_reads_back_as_itself() {
        Readiness written = Report.write(folder, Drills.all(), Runs.RUN);

        assertThat(EvidenceFile.read(folder.resolve("readiness.json"), Readiness.class))
                .isEqualTo(written);
    }

    @Test
    void evidence_is_named_by_file_and_pointer() {
        Readiness readiness = Readiness.of(Drills.all(), Runs.RUN);

        assertThat(readiness.drills().get(1).promises().get(1).evidence())
                .first()
                .isEqualTo("evidence/slow-inference.json#/notifications/0");
    }

    @Test
    void all_kept_is_one_hundred() {
        Readiness readiness = Readiness.of(List.of(Drills.healthy()), Runs.RUN);

        assertThat(readiness.verdict()).isEqualTo("kept");
        assertThat(readiness.score()).isEqualTo(new Readiness.Score(100, 100, 100, List.of(), List.of()));
    }

    @Test
    void missed_alert_caps_the_score_however_much_else_is_kept() {
        Readiness.Score score = score(broken(Check.A01), kept(20));

        assertThat(score.value()).isEqualTo(49);
        assertThat(score.high()).isEqualTo(49);
        assertThat(score.caps()).extracting(Readiness.Cap::limit).containsExactly(49);
        assertThat(score.caps().get(0).promises()).containsExactly("healthy-baseline/A01-x");
    }

    @Test
    void undelivered_and_noisy_alerts_cap_at_59_and_74() {
        assertThat(score(broken(Check.A05), kept(20)).value()).isEqualTo(59);
        assertThat(score(broken(Check.A16), kept(20)).value()).isEqualTo(74);
    }

    @Test
    void ordinary_broken_promise_costs_its_share_rounded_down() {
        Readiness.Score score = score(broken(Check.T02), kept(2));

        assertThat(score.value()).isEqualTo(66);
        assertThat(score.caps()).isEmpty();
        assertThat(score.lost()).containsExactly(new Readiness.Loss("healthy-baseline", "T02-x", "broken", 20, 33.3));
    }

    @Test
    void inconclusive_promise_makes_the_score_a_range() {
        Readiness.Score score = score(inconclusive(Check.A01), kept(2));

        assertThat(score.low()).isEqualTo(49);
        assertThat(score.value()).isEqualTo(50);
        assertThat(score.high()).isEqualTo(100);
        assertThat(score.caps()).isEmpty();
    }

    @Test
    void run_without_drills_is_inconclusive_and_proves_nothing() {
        Readiness readiness = Readiness.of(List.of(), Runs.RUN);

        assertThat(readiness.verdict()).isEqualTo("inconclusive");
        assertThat(readiness.score()).isEqualTo(new Readiness.Score(0, 0, 100, List.of(), List.of()));
    }

    @Test
    void drill_that_did_not_run_is_listed_and_lowers_the_score() {
        RunInfo run = Runs.RUN.withNotRun(List.of(new RunInfo.NotRun("down", "Down", "no stack")));
        Readiness readiness = Readiness.of(List.of(Drills.healthy()), run);

        assertThat(readiness.verdict()).isEqualTo("inconclusive");
        assertThat(readiness.score().value()).isEqualTo(75);
        assertThat(readiness.score().low()).isEqualTo(49);
        assertThat(readiness.score().high()).isEqualTo(100);
        assertThat(ScoreWords.sentence(readiness))
                .isEqualTo("1 drill did not run or promised nothing. So readiness is not proven.");
        assertThat(readiness.drills().get(1))
                .isEqualTo(
                        new Readiness.Drill("down", "Down", "no stack", "inconclusive", false, List.of(), List.of()));
    }

    @Test
    void coverage_is_the_union_of_all_drills() {
        assertThat(Readiness.of(Drills.all(), Runs.RUN).coverage().alertRules())
                .isEqualTo(new Readiness.AlertRules(4, 2, 2, 1));
        assertThat(Readiness.of(List.of(Drills.healthy()), Runs.RUN).coverage().alertRules())
                .isEqualTo(new Readiness.AlertRules(4, 1, 1, 0));
        assertThat(Readiness.of(List.of(Drills.healthy()), Runs.RUN).coverage().line())
                .isEqualTo("alerting rules: 4 loaded, 1 fired, 1 routed, 0 resolved; never exercised:"
                        + " HighErrorRate, HighRequestLatency, TargetDown");
    }

    @Test
    void silenced_alert_counts_as_routed_and_not_as_resolved() {
        assertThat(Readiness.of(List.of(Drills.maintenance()), Runs.RUN)
                        .coverage()
                        .rules())
                .filteredOn(rule -> rule.name().equals("HighRequestLatency"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.routed()).isTrue();
                    assertThat(rule.resolved()).isFalse();
                    assertThat(rule.receivers()).containsExactly("oncall");
                });
    }

    private static Readiness.Score score(Judgement first, List<Judgement> more) {
        List<Judgement> all = new java.util.ArrayList<>(more);
        all.add(0, first);
        DrillResult drill = new DrillResult(Drills.healthy().evidence(), all, List.of());
        return Readiness.of(List.of(drill), Runs.RUN).score();
    }

    private static List<Judgement> kept(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Judgement("T01-" + i, Check.T03, "x", new Verdict.Kept("", "", "", List.of())))
                .toList();
    }

    private static Judgement broken(Check check) {
        return new Judgement(check + "-x", check, "x", new Verdict.Broken("", "", "", List.of()));
    }

    private static Judgement inconclusive(Check check) {
        return new Judgement(check + "-x", check, "x", new Verdict.Inconclusive("", "", "", List.of()));
    }

    private JsonNode written() throws IOException {
        return EvidenceFile.mapper().readTree(folder.resolve("readiness.json").toFile());
    }
}
