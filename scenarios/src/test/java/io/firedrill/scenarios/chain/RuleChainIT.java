package io.firedrill.scenarios.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.scenarios.synthesis.RuleDrills;
import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.TimeScale;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of every family, and what Alertmanager makes of a company of them, in a live chain. */
class RuleChainIT {
    private static final Path FOLDER = Path.of("src/test/resources/rules");
    private static final Set<Check> OF_CHAIN = Set.of(Check.R07, Check.R08, Check.R09, Check.R10);

    private static RuleReview families;
    private static RuleReview company;
    private static List<Judgement> replays;

    @BeforeAll
    static void hold() {
        families = held("families.yml", Optional.empty());
        company = held("company.yml", Optional.of(FOLDER.resolve("company-alertmanager.yml")));
        replays = replayed();
    }

    private static List<Judgement> replayed() {
        try (RuleTools tools = RuleTools.launch(natively(), true, line -> {})) {
            RuleDrills drills = new RuleDrills(tools, line -> {});
            drills.hold(RuleFile.read(FOLDER.resolve("tested.yml")).written(), Map.of());
            return drills.replay(List.of(FOLDER.resolve("tested_test.yml")), Optional.empty());
        }
    }

    private static Settings natively() {
        return new Settings(Map.of("firedrill.stack", "native"));
    }

    private static RuleReview held(String rules, Optional<Path> alertmanager) {
        try (RuleTools tools = RuleTools.launch(natively(), true, line -> {})) {
            RuleDrills drills = new RuleDrills(tools, line -> {});
            RuleReview held = drills.hold(RuleFile.read(FOLDER.resolve(rules)).written(), Map.of(), alertmanager);
            return drills.chain(held, alertmanager);
        }
    }

    @Test
    void alert_of_every_family_is_delivered_and_its_end_is() {
        assertThat(families.rules().stream()
                        .flatMap(rule -> rule.judgements().stream())
                        .filter(judgement -> !(judgement.verdict() instanceof Verdict.Kept))
                        .map(judgement ->
                                judgement.id() + ": " + judgement.verdict().actual()))
                .isEmpty();
        assertThat(families.rules())
                .allSatisfy(rule -> assertThat(rule.judgements())
                        .extracting(Judgement::check)
                        .contains(Check.R07, Check.R09, Check.R10));
    }

    @ParameterizedTest
    @CsvSource({
        "QueueFull, R10, 'always inhibited by QueueFilling: wherever it is met, so is the condition of QueueFilling'",
        "DiskFull, R08, nobody who is told of it is told of its end",
        "Mangled, R07, 'mangled (slack) was not told, though it fired and Alertmanager had it: it got a message that names no alert'",
        "Misspelled, R09, 'one text says \"owner: {{ .Owner }}\"'"
    })
    void mistake_breaks_its_check_of_the_chain(String alert, Check check, String why) {
        assertThat(rule(company, alert).judgements())
                .filteredOn(judgement -> judgement.verdict() instanceof Verdict.Broken)
                .singleElement()
                .satisfies(judgement -> {
                    assertThat(judgement.check()).isEqualTo(check);
                    assertThat(judgement.verdict().actual()).contains(why);
                });
    }

    @Test
    void alert_that_another_one_inhibits_fires_once_more_by_itself() {
        ChainTrial trial = rule(company, "AppSlow").drill().chain().orElseThrow();

        assertThat(trial.inhibitedBy()).containsExactly("ClusterGone");
        assertThat(trial.deliveries())
                .extracting(each -> each.recipient().toString())
                .containsExactlyInAnyOrder("oncall (slack)", "oncall (webhook)");
        assertThat(verdicts(company, "AppSlow")).containsOnly("kept");
    }

    @Test
    void alert_that_is_always_inhibited_is_told_only_where_its_inhibitor_is_kept_away() {
        ChainTrial trial = rule(company, "QueueFull").drill().chain().orElseThrow();

        assertThat(trial.alone()).isTrue();
        assertThat(trial.deliveries()).hasSize(2);
        assertThat(verdicts(company, "QueueFull")).contains("broken").contains("inconclusive");
    }

    @Test
    void message_is_the_one_that_people_read() {
        assertThat(rule(company, "QueueFilling").drill().chain().orElseThrow().deliveries())
                .filteredOn(each -> each.recipient().integration().equals("slack"))
                .singleElement()
                .satisfies(each -> assertThat(each.shown())
                        .extracting(text -> text.text())
                        .contains("QueueFilling", "runbook of pay"));
    }

    @Test
    void group_is_the_one_that_alertmanager_makes() {
        assertThat(rule(company, "AppSlow").drill().chain().orElseThrow().deliveries())
                .filteredOn(each -> each.recipient().integration().equals("webhook"))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.group()).endsWith(":{alertname=\"AppSlow\"}");
                    assertThat(each.together()).isEqualTo(1);
                });
    }

    @Test
    void alerts_that_always_fire_together_are_noted() {
        assertThat(rule(company, "DiskFull").judgements().get(0).verdict().hint())
                .startsWith("it always fires together with DiskShort (");
        assertThat(rule(company, "QueueFull").drill().twins()).isEmpty();
    }

    @Test
    void checks_of_the_chain_can_be_kept() {
        assertThat(company.rules().stream()
                        .flatMap(rule -> rule.judgements().stream())
                        .filter(judgement -> judgement.verdict() instanceof Verdict.Kept))
                .extracting(Judgement::check)
                .containsAll(OF_CHAIN);
    }

    @Test
    void running_prometheus_is_asked_for_what_alerts_read() {
        RuleReview live = compared();

        assertThat(rule(live, "TooLong").judgements())
                .filteredOn(each -> each.check() == Check.R11)
                .singleElement()
                .satisfies(each -> assertThat(each.verdict()).isInstanceOf(Verdict.Kept.class));
        assertThat(rule(live, "Untested").judgements())
                .filteredOn(each -> each.check() == Check.R11)
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.verdict()).isInstanceOf(Verdict.Broken.class);
                    assertThat(each.verdict().actual()).contains("it had no series of ");
                });
    }

    /** With a Prometheus that scrapes what one of the alerts reads. */
    private static RuleReview compared() {
        try (RuleTools tools = RuleTools.launch(natively(), true, line -> {})) {
            LiveChain.Plan plan = new LiveChain.Plan(
                    "groups: []",
                    Duration.ofMillis(250),
                    AlertmanagerConfig.read(FOLDER.resolve("alertmanager.yml")),
                    new TimeScale(150));
            try (LiveChain chain = tools.chain(plan, now -> "queue_length{fd_l_queue=\"pay\"} 7\n")) {
                await().until(() -> !chain.prometheus().instant("queue_length").isEmpty());
                RuleDrills drills = new RuleDrills(tools, line -> {});
                drills.compare("the one that runs", chain.prometheus());
                return drills.hold(RuleFile.read(FOLDER.resolve("tested.yml")).written(), Map.of());
            }
        }
    }

    @Test
    void test_that_a_team_has_is_played_as_it_is_written() {
        assertThat(replays)
                .extracting(each -> each.check() + " " + each.subject() + " "
                        + each.verdict().word())
                .containsExactly(
                        "R07 alert TooLong of " + FOLDER.resolve("tested_test.yml") + " kept",
                        "R09 alert TooLong of " + FOLDER.resolve("tested_test.yml") + " kept");
    }

    private static List<String> verdicts(RuleReview review, String name) {
        return rule(review, name).judgements().stream()
                .filter(each -> OF_CHAIN.contains(each.check()))
                .map(each -> each.verdict().word())
                .toList();
    }

    private static RuleResult rule(RuleReview review, String name) {
        return review.rules().stream()
                .filter(each -> each.drill().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
