package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.evidence.rule.Mutant;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.rule.TestFile;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleReportTest {
    private static final RuleReview REVIEW = new RuleReview(
            1,
            List.of(
                    result("Fine", 3, new Verdict.Kept("to fire", "it did", "", List.of("/rules/0"))),
                    result("Noted", 5, new Verdict.Kept("to fire", "it did", "one event is forgotten", List.of())),
                    result("Dead", 9, new Verdict.Broken("to fire", "it can never fire: <b>", "", List.of())),
                    result("Unknown", 12, new Verdict.Inconclusive("to fire", "it uses x", "try it", List.of()))),
            new TestReview(
                    List.of(
                            new TestFile("a_test.yml", true, "", List.of("Fine")),
                            new TestFile("b_test.yml", false, "parse error", List.of())),
                    List.of(
                            new Mutant("Fine", "rules/api.yml", 3, "for: 5m dropped", true),
                            new Mutant("Fine", "rules/api.yml", 3, "threshold moved: latency > 3", false)),
                    List.of()));

    @TempDir
    Path folder;

    @Test
    void shares_are_told_by_what_conditions_are_made_of() {
        assertThat(FeatureShare.of(REVIEW)).containsExactly(new FeatureShare("rate", 4, 2, 0));
        assertThat(FeatureShare.of(REVIEW).get(0).percent()).isEqualTo(50);
    }

    @Test
    void text_says_nothing_of_what_is_fine_and_counts_it() {
        assertThat(RuleText.of(REVIEW)).isEqualTo("""
                rules/api.yml:5: Noted
                    note         R01 one event is forgotten
                rules/api.yml:9: Dead
                    broken       R01 expected to fire, but it can never fire: <b>
                rules/api.yml:12: Unknown
                    inconclusive R01 expected to fire, but it uses x; try it
                b_test.yml: fails: parse error
                rules/api.yml:3: Fine: no test notices this mistake: threshold moved: latency > 3
                2 test files, 1 pass; of 2 mistakes in the alerts that they expect, 1 are noticed
                tests expect 1 of 4 alerts, none expects Noted, Dead, Unknown
                4 alerts: 2 do as their rules say, 1 do not, 1 cannot be judged
                """);
    }

    @Test
    void code_host_is_told_of_mistakes_and_notes_at_their_lines() throws IOException {
        RuleReport.write(folder, REVIEW);

        JsonNode results = new ObjectMapper()
                .readTree(folder.resolve("rules.sarif").toFile())
                .at("/runs/0/results");
        assertThat(results.findValuesAsText("level")).containsExactly("note", "error");
        assertThat(results.at("/1/message/text").asText())
                .isEqualTo("alert Dead was expected to fire, but it can never fire: <b>");
        assertThat(results.at("/1/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void page_shows_every_alert_and_escapes_what_is_not_ours() throws IOException {
        RuleReport.write(folder, REVIEW);

        assertThat(Files.readString(folder.resolve("rules.html")))
                .contains("2 of 4 alerts do as their rules say", "Fine", "Dead", "Unknown", "latency{job=\"a\"}")
                .contains("it can never fire: &lt;b&gt;", "threshold moved: latency &gt; 3")
                .doesNotContain("<script");
    }

    @Test
    void evidence_is_read_again_as_it_was() throws IOException {
        RuleReport.write(folder, REVIEW);

        assertThat(io.firedrill.evidence.EvidenceFile.read(folder.resolve("rules.json"), RuleReview.class))
                .isEqualTo(REVIEW);
    }

    private static RuleResult result(String name, int line, Verdict verdict) {
        RuleTrial trial = new RuleTrial(
                Instant.EPOCH,
                Duration.ofMinutes(1),
                Map.of("latency{job=\"a\"}", "1x4 3x5"),
                Optional.empty(),
                List.of(new FiredAlert(Map.of("alertname", name), Map.of("summary", "slow"))),
                0,
                0,
                Optional.of(true),
                "");
        RuleDrill drill = new RuleDrill(
                name,
                "group",
                "rules/api.yml",
                line,
                "latency > 2",
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of(trial),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of("rate"),
                "");
        return new RuleResult(
                drill, List.of(new Judgement("R01-" + name + "-" + line, Check.R01, "alert " + name, verdict)));
    }
}
