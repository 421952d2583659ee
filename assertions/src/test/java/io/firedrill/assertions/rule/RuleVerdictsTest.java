package io.firedrill.assertions.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.evidence.rule.LiveSeries;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleRoute;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleVerdictsTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final FiredAlert FIRED =
            new FiredAlert(Map.of("alertname", "Slow", "job", "api"), Map.of("summary", "api is slow"));

    private Optional<String> invalid = Optional.empty();
    private Optional<String> contradiction = Optional.empty();
    private Optional<String> tautology = Optional.empty();
    private Optional<String> forgets = Optional.empty();
    private boolean alwaysOn;
    private Optional<RuleRoute> route = Optional.empty();
    private Optional<RuleTrial.Quiet> quiet = Optional.of(new RuleTrial.Quiet(true, 2, FIVE_MINUTES, false));
    private List<FiredAlert> alerts = List.of(FIRED);
    private long pending = 5;
    private Optional<Boolean> ended = Optional.of(true);
    private String trouble = "";
    private String reason = "";
    private boolean tried = true;
    private Optional<LiveSeries> live = Optional.empty();

    @Test
    void alert_that_does_as_its_rule_says_keeps_every_check() {
        assertThat(judged())
                .extracting(Judgement::check)
                .containsExactly(Check.R01, Check.R02, Check.R03, Check.R04, Check.R05);
        assertThat(judged())
                .extracting(Judgement::verdict)
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Kept.class));
        assertThat(judged().get(0).id()).isEqualTo("R01-Slow-7");
        assertThat(told(Check.R01))
                .isEqualTo("kept: to fire when its condition has been met for 5m; it did, with {job=\"api\"}");
        assertThat(told(Check.R02))
                .isEqualTo(
                        "kept: to stay quiet while its condition is not met; it was, for 5m just below its threshold");
        assertThat(told(Check.R04)).isEqualTo("kept: to be pending for 5m before it fires; it was for 5m");
    }

    @Test
    void alert_that_can_never_fire_is_broken_with_the_proof() {
        tried = false;
        reason = "no series were found";
        contradiction = Optional.of("count(x) is never == 0");

        assertThat(judged()).hasSize(1);
        assertThat(told(Check.R01))
                .isEqualTo(
                        "broken: to fire when its condition has been met for 5m; it can never fire: count(x) is never == 0");
    }

    @Test
    void engine_that_fires_it_is_believed_before_any_proof() {
        contradiction = Optional.of("count(x) is never == 0");
        tautology = Optional.of("count(x) is always > 0");

        assertThat(told(Check.R01)).startsWith("kept: ");
        assertThat(told(Check.R02)).startsWith("kept: ");
    }

    @Test
    void rule_that_is_not_loaded_is_broken_whatever_else_was_tried() {
        invalid = Optional.of("parse error: unexpected end of input");
        alerts = List.of();

        assertThat(judged()).hasSize(1);
        assertThat(told(Check.R01)).endsWith("; Prometheus does not take it: parse error: unexpected end of input");
    }

    @Test
    void alert_that_nothing_was_found_for_is_no_verdict() {
        tried = false;
        reason = "it uses the function histogram_count";

        assertThat(told(Check.R01)).startsWith("inconclusive: ").endsWith("; it uses the function histogram_count");
    }

    @Test
    void alert_that_did_not_fire_under_our_series_is_no_verdict_and_neither_is_its_silence() {
        alerts = List.of();

        assertThat(judged())
                .extracting(Judgement::verdict)
                .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class));
        assertThat(told(Check.R02)).endsWith("; it never fired, so that it was quiet says nothing");
    }

    @Test
    void engine_that_could_not_evaluate_is_no_verdict() {
        alerts = List.of();
        trouble = "query timed out";

        assertThat(told(Check.R01)).endsWith("; promtool could not say: query timed out");
    }

    @Test
    void alert_that_fires_wherever_its_series_are_is_broken() {
        tautology = Optional.of("rate(x[5m]) is always >= 0");
        quiet = Optional.empty();

        assertThat(told(Check.R02))
                .isEqualTo("broken: to stay quiet while its condition is not met; it fires wherever its series are:"
                        + " rate(x[5m]) is always >= 0");
    }

    @Test
    void series_that_were_to_be_quiet_and_are_not_may_be_our_mistake() {
        quiet = Optional.of(new RuleTrial.Quiet(false, 2, FIVE_MINUTES, true));

        assertThat(told(Check.R02))
                .isEqualTo("inconclusive: to stay quiet while its condition is not met; it fired under the"
                        + " series that were made up to be while all was well");
    }

    @Test
    void silence_of_an_empty_world_proves_nothing() {
        quiet = Optional.of(new RuleTrial.Quiet(false, 0, FIVE_MINUTES, false));

        assertThat(told(Check.R02))
                .isEqualTo("inconclusive: to stay quiet while its condition is not met; it was only found to be"
                        + " where it has no series at all");
    }

    @Test
    void no_quiet_series_and_no_end_are_no_verdict() {
        quiet = Optional.empty();
        ended = Optional.empty();

        assertThat(told(Check.R02)).endsWith("no series were found under which it does not fire");
        assertThat(told(Check.R03))
                .isEqualTo("inconclusive: to end when its condition does; no series were found that end it");
    }

    @Test
    void alert_that_still_fires_may_be_our_mistake() {
        ended = Optional.of(false);

        assertThat(told(Check.R03)).startsWith("inconclusive: ");
    }

    @Test
    void alert_that_does_not_wait_is_broken() {
        pending = 4;

        assertThat(told(Check.R04)).isEqualTo("broken: to be pending for 5m before it fires; it was for 4m");
    }

    @Test
    void alert_that_waits_longer_is_no_verdict() {
        pending = 6;

        assertThat(told(Check.R04)).startsWith("inconclusive: ").endsWith("6m, since its condition came and went");
    }

    @Test
    void text_that_is_not_expanded_is_broken_and_shown() {
        alerts = List.of(new FiredAlert(Map.of("alertname", "Slow"), Map.of("summary", "<no value> is slow")));

        assertThat(told(Check.R05))
                .isEqualTo("broken: to have its labels and texts expanded; one says \"<no value> is slow\"");
    }

    @Test
    void alert_that_fired_before_may_have_gone_on_so_that_its_waiting_is_no_verdict() {
        quiet = Optional.of(new RuleTrial.Quiet(true, 2, FIVE_MINUTES, true));
        pending = 0;

        assertThat(told(Check.R04)).startsWith("inconclusive: ");
    }

    @Test
    void template_that_queries_what_we_did_not_make_up_is_no_verdict() {
        alerts = List.of(new FiredAlert(
                Map.of("alertname", "Slow"),
                Map.of(
                        "summary",
                        "<error expanding template: error calling first: first() called on vector with no elements>")));

        assertThat(told(Check.R05))
                .isEqualTo("inconclusive: to have its labels and texts expanded; a template asks for"
                        + " series that were not made up");
    }

    @Test
    void alert_that_is_routed_to_somebody_says_to_whom() {
        route = Optional.of(route("oncall"));

        assertThat(told(Check.R06)).isEqualTo("kept: to be routed to somebody; it goes to oncall (slack, email)");
    }

    @Test
    void alert_that_no_route_takes_is_worth_a_hint() {
        route = Optional.of(route("everyone"));

        assertThat(judged().get(5).verdict().hint())
                .isEqualTo("no route takes it, so that it goes to the default receiver everyone");
    }

    @Test
    void alert_that_is_routed_to_nobody_is_broken() {
        route = Optional.of(route("null"));

        assertThat(told(Check.R06)).isEqualTo("broken: to be routed to somebody; it goes to null, which tells nobody");
    }

    private static RuleRoute route(String receiver) {
        return new RuleRoute(
                List.of(receiver),
                Map.of("oncall", List.of("slack", "email"), "everyone", List.of("webhook"), "null", List.of()),
                "everyone");
    }

    @Test
    void dead_mans_switch_need_not_be_quiet_nor_end() {
        alwaysOn = true;

        assertThat(judged()).extracting(Judgement::check).containsExactly(Check.R01, Check.R04, Check.R05);
    }

    @Test
    void metric_that_a_running_prometheus_does_not_know_is_named() {
        live = Optional.of(live(List.of("up"), List.of("latncy"), List.of()));

        assertThat(told(Check.R11))
                .isEqualTo("broken: to read what http://p:9090 has; it had no series of latncy in the last 24h");
    }

    @Test
    void series_that_a_running_prometheus_lacks_though_it_knows_the_metric_prove_nothing() {
        live = Optional.of(live(List.of("up"), List.of(), List.of("requests_total{code=\"500\"}")));

        assertThat(told(Check.R11)).startsWith("inconclusive: ").contains("none of requests_total{code=\"500\"}");
    }

    @Test
    void series_that_a_running_prometheus_has_are_there_and_nothing_read_is_nothing_shown() {
        live = Optional.of(live(List.of("up"), List.of(), List.of()));
        assertThat(told(Check.R11)).startsWith("kept: ");

        live = Optional.of(live(List.of(), List.of(), List.of()));
        assertThat(told(Check.R11)).startsWith("inconclusive: ");
    }

    private static LiveSeries live(List<String> found, List<String> unknown, List<String> empty) {
        return new LiveSeries("http://p:9090", Duration.ofDays(1), found, unknown, empty);
    }

    @Test
    void event_that_is_forgotten_is_worth_a_hint() {
        forgets = Optional.of("increase(x[5m]) forgets an event after 5m");

        assertThat(judged().get(0).verdict().hint()).isEqualTo("increase(x[5m]) forgets an event after 5m");
    }

    private String told(Check check) {
        Verdict verdict = judged().stream()
                .filter(each -> each.check() == check)
                .findFirst()
                .orElseThrow()
                .verdict();
        return verdict.word() + ": " + verdict.expected() + "; " + verdict.actual();
    }

    private List<Judgement> judged() {
        RuleTrial trial = new RuleTrial(
                Instant.EPOCH, Duration.ofMinutes(1), Map.of(), quiet, alerts, pending, 5, ended, trouble);
        return RuleVerdicts.judge(
                new RuleDrill(
                        "Slow",
                        "group",
                        "rules.yml",
                        7,
                        "latency > 1",
                        FIVE_MINUTES,
                        invalid,
                        contradiction,
                        tautology,
                        alwaysOn,
                        forgets,
                        tried ? Optional.of(trial) : Optional.empty(),
                        route,
                        Optional.empty(),
                        live,
                        List.of(),
                        List.of(),
                        reason),
                0);
    }
}
