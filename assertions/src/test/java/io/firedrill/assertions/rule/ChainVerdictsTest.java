package io.firedrill.assertions.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Delivery;
import io.firedrill.evidence.rule.ChainTrial.Failure;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainVerdictsTest {
    private static final Recipient SLACK = new Recipient("oncall", "slack");
    private static final Recipient MAIL = new Recipient("oncall", "email");

    private boolean early = false;
    private boolean fired = true;
    private boolean known = true;
    private boolean ended = true;
    private boolean alone = false;
    private List<Delivery> deliveries = List.of(delivery(SLACK, true, Optional.of(Duration.ofMillis(300))));
    private List<Recipient> awaited = List.of(SLACK);
    private List<Failure> failures = List.of();
    private List<String> inhibitedBy = List.of();
    private List<String> mutedBy = List.of();
    private Optional<String> always = Optional.empty();
    private String reason = "";

    @Test
    void alert_that_goes_the_whole_way_keeps_every_check() {
        assertThat(told(Check.R07))
                .isEqualTo(
                        "kept: to be delivered by Alertmanager to oncall (slack); it was, 0.4 s after it fired, with time"
                                + " 240 times as fast");
        assertThat(told(Check.R08))
                .isEqualTo("kept: to have its end told to whoever was told of it; it was told to oncall (slack)");
        assertThat(told(Check.R09)).isEqualTo("kept: to read well where it arrives; it does");
        assertThat(told(Check.R10)).startsWith("kept: ");
    }

    @Test
    void recipient_whom_alertmanager_failed_to_tell_is_broken() {
        awaited = List.of(SLACK, MAIL);
        failures = List.of(new Failure(MAIL, "Alertmanager counts failures"));

        assertThat(told(Check.R07))
                .startsWith("broken: ")
                .endsWith(
                        "oncall (email) was not told, though it fired and Alertmanager had it: Alertmanager counts failures");
    }

    @Test
    void recipient_that_is_not_told_may_only_be_late_where_no_failure_is_counted() {
        awaited = List.of(SLACK, MAIL);
        failures = List.of(new Failure(SLACK, "Alertmanager counts failures"));

        assertThat(told(Check.R07))
                .startsWith("inconclusive: ")
                .endsWith("oncall (email) was not told while it was watched, and nobody counts a failure");
    }

    @Test
    void alert_that_nobody_saw_in_alertmanager_is_no_proof_against_its_routes() {
        deliveries = List.of();
        known = false;

        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("Alertmanager was not seen to have it");
        assertThat(judged()).hasSize(1);
    }

    @Test
    void alert_that_did_not_fire_or_fired_too_early_or_was_not_tried_is_inconclusive() {
        fired = false;
        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("it did not fire in the live Prometheus");

        early = true;
        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("before its condition was met");

        reason = "it uses the names of metrics";
        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("not tried: it uses the names of metrics");
    }

    @Test
    void alert_that_is_muted_is_inconclusive() {
        deliveries = List.of();
        mutedBy = List.of("nights");

        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("it is muted by nights");
    }

    @Test
    void alert_that_is_inhibited_in_company_and_told_alone_is_free() {
        inhibitedBy = List.of("ClusterDown");
        alone = true;

        assertThat(told(Check.R07)).startsWith("kept: ");
        assertThat(judged().get(0).verdict().hint()).isEqualTo("where ClusterDown fires as well, it is inhibited");
        assertThat(told(Check.R10))
                .isEqualTo(
                        "kept: not to be inhibited whenever it fires; it was told where it fired without ClusterDown");
    }

    @Test
    void alert_that_cannot_fire_without_what_inhibits_it_is_broken() {
        inhibitedBy = List.of("Warning");
        alone = true;
        always = Optional.of("wherever it is met, so is the condition of Warning (rules.yml:3)");

        assertThat(told(Check.R10))
                .startsWith("broken: ")
                .contains("it is always inhibited by Warning: wherever it is met");
        assertThat(told(Check.R07)).startsWith("inconclusive: ").contains("inhibited by Warning (see R10)");
    }

    @Test
    void alert_that_is_inhibited_without_proof_that_it_always_is_stays_open() {
        inhibitedBy = List.of("Warning");
        deliveries = List.of();

        assertThat(told(Check.R10)).startsWith("inconclusive: ");
    }

    @Test
    void end_that_no_receiver_asks_for_is_broken_and_names_the_setting() {
        deliveries = List.of(delivery(SLACK, false, Optional.empty()));

        assertThat(told(Check.R08)).endsWith("nobody who is told of it is told of its end");
        assertThat(judged().get(1).verdict().hint()).isEqualTo("set send_resolved: true for oncall (slack)");
    }

    @Test
    void end_that_is_not_told_is_broken_only_if_it_is_over_and_its_telling_failed() {
        deliveries = List.of(delivery(SLACK, true, Optional.empty()));
        assertThat(told(Check.R08)).startsWith("inconclusive: ").endsWith("was not told while it was watched");

        failures = List.of(new Failure(SLACK, "Alertmanager counts failures"));
        assertThat(told(Check.R08))
                .startsWith("broken: ")
                .endsWith("it was over, and oncall (slack) was not told: Alertmanager counts failures");

        ended = false;
        assertThat(told(Check.R08)).startsWith("inconclusive: ").contains("was not over");
    }

    @Test
    void template_that_is_left_in_a_message_is_broken() {
        deliveries = List.of(delivery(1, Optional.of("{{ .Foo }} is down"), List.of()));

        assertThat(told(Check.R09)).startsWith("broken: ").endsWith("one text says \"{{ .Foo }} is down\"");
    }

    @Test
    void message_that_the_service_refuses_is_broken_unless_it_is_our_company_that_makes_it_long() {
        deliveries = List.of(delivery(3, Optional.empty(), List.of("text must have at most 3000 characters")));
        assertThat(told(Check.R09)).startsWith("broken: ").contains("oncall (slack): text must have");

        deliveries = List.of(delivery(300, Optional.empty(), List.of("text must have at most 3000 characters")));
        assertThat(told(Check.R09)).startsWith("inconclusive: ").contains("300 alerts that fired together");
    }

    private static Delivery delivery(Recipient recipient, boolean tellsEnd, Optional<Duration> end) {
        return new Delivery(
                recipient, Duration.ofMillis(400), "{}", 1, List.of(), Optional.empty(), List.of(), tellsEnd, end);
    }

    private static Delivery delivery(int together, Optional<String> unexpanded, List<String> problems) {
        return new Delivery(
                SLACK,
                Duration.ofMillis(400),
                "{}",
                together,
                List.of(),
                unexpanded,
                problems,
                true,
                Optional.of(Duration.ZERO));
    }

    private String told(Check check) {
        return judged().stream()
                .filter(each -> each.check() == check)
                .map(Judgement::verdict)
                .map(each -> each.word() + ": " + each.expected() + "; " + each.actual())
                .findFirst()
                .orElseThrow();
    }

    private List<Judgement> judged() {
        ChainTrial trial = new ChainTrial(
                240,
                false,
                early,
                fired,
                known,
                awaited,
                deliveries,
                failures,
                inhibitedBy,
                alone,
                mutedBy,
                always,
                ended,
                reason);
        RuleDrill drill = new RuleDrill(
                "Slow",
                "group",
                "rules.yml",
                7,
                "latency > 1",
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(trial),
                Optional.empty(),
                List.of(),
                List.of(),
                "");
        return ChainVerdicts.judge(drill, 0);
    }
}
