package io.firedrill.scenarios.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.rule.Mutant;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.rule.TestFile;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.WrittenRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of every family, and every mistake that is known, before the real engine. */
class RuleDrillsIT {
    private static final Path FOLDER = Path.of("src/test/resources/rules");

    private static RuleReview families;
    private static RuleReview mistakes;
    private static TestReview tests;
    private static int kept;
    private static List<Platform.Outcome> keptRuns;

    @TempDir
    static Path folder;

    @BeforeAll
    static void hold() throws IOException {
        Settings natively = new Settings(Map.of("firedrill.stack", "native"));
        try (RuleTools tools = RuleTools.launch(natively, true, line -> {})) {
            RuleDrills drills = new RuleDrills(tools, line -> {});
            families = drills.hold(RuleFile.read(FOLDER.resolve("families.yml")).written(), Map.of("team", "pay"));
            kept = drills.writeTests(folder);
            keptRuns = run(tools);
            mistakes = drills.hold(
                    RuleFile.read(FOLDER.resolve("mistakes.yml")).written(),
                    Map.of(),
                    Optional.of(FOLDER.resolve("alertmanager.yml")));
            List<WrittenRule> tested =
                    RuleFile.read(FOLDER.resolve("tested.yml")).written();
            drills.hold(tested, Map.of());
            tests = drills.tests(
                    tested, List.of(FOLDER.resolve("tested_test.yml"), FOLDER.resolve("failing_test.yml")));
        }
    }

    private static List<Platform.Outcome> run(RuleTools tools) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> tools.promtool(List.of("test", "rules", file.toString()), folder))
                    .toList();
        }
    }

    @Test
    void alert_of_every_family_fires_waits_stays_quiet_and_ends() {
        assertThat(families.rules())
                .extracting(RuleResult::judgements)
                .hasSize(28)
                .doesNotContain(List.of());
        assertThat(families.rules().stream()
                        .flatMap(rule -> rule.judgements().stream())
                        .filter(judgement -> !(judgement.verdict() instanceof Verdict.Kept))
                        .map(judgement ->
                                judgement.id() + ": " + judgement.verdict().actual()))
                .isEmpty();
    }

    @Test
    void threshold_is_approached_from_below() {
        assertThat(families.rules().stream()
                        .filter(rule -> rule.drill()
                                .trial()
                                .orElseThrow()
                                .quiet()
                                .filter(RuleTrial.Quiet::near)
                                .isPresent())
                        .map(rule -> rule.drill().name()))
                .contains("Level", "ErrorRatio", "SlowTail", "Certificate", "FastBurn");
    }

    @Test
    void pinned_label_is_on_what_fires() {
        assertThat(rule(families, "Level").drill().trial().orElseThrow().alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.labels()).containsEntry("team", "pay"));
    }

    @Test
    void text_is_the_one_that_people_get() {
        assertThat(rule(families, "Named").drill().trial().orElseThrow().alerts())
                .singleElement()
                .satisfies(
                        alert -> assertThat(alert.annotations().get("summary")).matches("drill is [\\d.]+ s old"));
    }

    @ParameterizedTest
    @CsvSource({
        "CountOfNone, R01, count by (job) (backend_up) is never == 0",
        "SumOfZeros, R01, sum by (job) (reload_successful == 0) is never > 0",
        "OtherState, R01, no series of conns{state=\"used\"} has the same state as one of conns{state=\"free\"}",
        "OtherLabels, R01, has the same status as one of sum by (instance) (rate(hits[5m]))",
        "LimitLabel, R01, has the same limit as one of quota{limit=\"max\"} > 0",
        "NothingMatches, R01, 'no series can be selected by failed_total{kind!~\".*\"}'",
        "NegativeRate, R01, avg by (job) (rate(syncs_total[5m])) is never < 0",
        "UpTwice, R01, up is never > 1",
        "NoSuchFunction, R01, function \"nonsense\" not defined",
        "AnyRate, R02, rate(seen_total[5m]) is always >= 0",
        "NoSuchField, R05, <error expanding template",
        "Unheard, R06, 'it goes to nobody, which tells nobody'"
    })
    void mistake_breaks_its_check_and_says_why(String alert, Check check, String why) {
        assertThat(rule(mistakes, alert).judgements())
                .filteredOn(judgement -> judgement.verdict() instanceof Verdict.Broken)
                .singleElement()
                .satisfies(judgement -> {
                    assertThat(judgement.check()).isEqualTo(check);
                    assertThat(judgement.verdict().actual()).contains(why);
                });
    }

    @Test
    void alert_goes_where_amtool_says_that_its_labels_lead() {
        assertThat(rule(mistakes, "ForgetsAnEvent").judgements())
                .filteredOn(judgement -> judgement.check() == Check.R06)
                .singleElement()
                .satisfies(judgement -> {
                    assertThat(judgement.verdict().actual()).isEqualTo("it goes to oncall (slack)");
                    assertThat(judgement.verdict().hint()).isEmpty();
                });
        assertThat(rule(mistakes, "AnyRate").judgements())
                .filteredOn(judgement -> judgement.check() == Check.R06)
                .singleElement()
                .satisfies(judgement -> assertThat(judgement.verdict().hint())
                        .isEqualTo("no route takes it, so that it goes to the default receiver everyone"));
    }

    @Test
    void event_that_is_forgotten_before_its_for_is_a_note() {
        assertThat(rule(mistakes, "ForgetsAnEvent").judgements())
                .allSatisfy(judgement -> assertThat(judgement.verdict()).isInstanceOf(Verdict.Kept.class))
                .first()
                .satisfies(judgement -> assertThat(judgement.verdict().hint())
                        .startsWith("increase(crashes_total[5m]) forgets an event"));
    }

    @Test
    void what_nothing_can_be_made_up_for_is_inconclusive_and_named() {
        assertThat(rule(mistakes, "NativeHistogram").judgements())
                .singleElement()
                .satisfies(judgement -> {
                    assertThat(judgement.verdict()).isInstanceOf(Verdict.Inconclusive.class);
                    assertThat(judgement.verdict().actual()).isEqualTo("it uses the function histogram_count");
                });
    }

    @Test
    void what_was_made_up_is_kept_as_unit_tests_that_pass() {
        assertThat(kept).isEqualTo(27);
        assertThat(keptRuns)
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.output()).isZero());
    }

    @Test
    void own_tests_run_as_they_are() {
        assertThat(tests.files()).extracting(TestFile::passed).containsExactly(true, false);
        assertThat(tests.files().get(0).alerts()).containsExactly("TooLong");
        assertThat(tests.files().get(1).told()).contains("TooLong");
    }

    @Test
    void mistakes_that_own_tests_would_not_notice_are_named() {
        assertThat(tests.mutants()).extracting(Mutant::alert).containsOnly("TooLong");
        assertThat(tests.mutants())
                .filteredOn(Mutant::noticed)
                .extracting(Mutant::mistake)
                .containsExactly(
                        "comparison flipped: queue_length{queue=\"pay\"} < 100",
                        "label matcher changed: queue_length{queue=\"pay-other\"} > 100");
        assertThat(tests.mutants())
                .filteredOn(mutant -> !mutant.noticed())
                .extracting(Mutant::mistake)
                .containsExactly("threshold moved: queue_length{queue=\"pay\"} > 150", "for: 10m dropped");
    }

    @Test
    void checks_of_rules_can_be_kept() {
        assertThat(Stream.concat(families.rules().stream(), mistakes.rules().stream())
                        .flatMap(rule -> rule.judgements().stream())
                        .filter(judgement -> judgement.verdict() instanceof Verdict.Kept))
                .extracting(Judgement::check)
                .contains(Check.R01, Check.R02, Check.R03, Check.R04, Check.R05, Check.R06);
    }

    private static RuleResult rule(RuleReview review, String name) {
        return review.rules().stream()
                .filter(each -> each.drill().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
