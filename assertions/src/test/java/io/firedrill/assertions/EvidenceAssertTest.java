package io.firedrill.assertions;

import static io.firedrill.assertions.FiredrillAssertions.assertThat;
import static io.firedrill.assertions.Fixture.CONTROL;
import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Judgement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class EvidenceAssertTest {
    private static Evidence slowRule() {
        Fixture fixture = slow().latency(pending(10.5, 31));
        fixture.rules.set(0, rule("Latency", 60, Map.of()));
        return fixture.evidence();
    }

    @Test
    void promises_that_hold_pass() {
        assertThat(slow().latency(pending(10.5, 12.8), firing(12.9, 31))
                        .alarm(13.5, "oncall", "Latency", Fixture.SLOW)
                        .evidence())
                .alert(
                        "Latency",
                        alert -> alert.with("job", "inference")
                                .firesWithin(s(6), "slow")
                                .waitsOut(s(2.4)))
                .keepsItsPromises();
    }

    @Test
    void traces_promise_by_sentences_of_their_own() {
        SpanSelector query = SpanSelector.of("inference").with("db.system", "postgresql");
        assertThat(Spans.traced(slow()).evidence())
                .traces(
                        TracePath.through("gateway", "inference").toDatabase(),
                        traces -> traces.span(0.99)
                                .areConnected()
                                .areKept(1)
                                .holdWorkOf("inference", query)
                                .blame("slow", 0.9)
                                .atLeast(
                                        0.99,
                                        Traces.ofSuccesses().during("slow"),
                                        TraceRule.has(query.under(SpanSelector.of("gateway")))))
                .keepsItsPromises();
    }

    @Test
    void all_promises_are_judged_and_told_together() {
        assertThatExceptionOfType(PromisesNotKeptError.class)
                .isThrownBy(() -> assertThat(slowRule())
                        .alert(
                                "Latency",
                                alert -> alert.with("job", "inference")
                                        .firesWithin(s(6), "slow")
                                        .reaches("oncall"))
                        .and(Promises.firesWithin(AlertSelector.of("Control"), "slow", s(6)))
                        .keepsItsPromises())
                .withMessage("""
                        drill "slow inference" broke 2 of 3 promises, and 1 cannot be judged
                          alert Latency{job="inference"}  (A01-Latency-inference)
                            expected  to fire and be delivered within 6s of fault "slow" (t+10.0s)
                            but       was pending from t+10.5s to t+31.0s and never fired (observed until t+60.0s)
                            evidence  /alerts/0 /configuration/rules/0
                            hint      the rule waits `for: 1m`, longer than the fault (20s)
                          alert Control  (A01-Control)
                            expected  to fire and be delivered within 6s of fault "slow" (t+10.0s)
                            but       never became pending (observed until t+60.0s)
                            evidence  /alerts /configuration/rules/1
                            hint      its query never returned anything: Control_query
                          alert Latency{job="inference"}  (A05-Latency-inference)
                            expected  to be delivered to receiver oncall and to no other
                            unclear   never fired (see A01)
                            evidence  /alerts/0""");
    }

    @Test
    void promise_that_cannot_be_judged_fails_too() {
        assertThatExceptionOfType(PromisesNotKeptError.class)
                .isThrownBy(() -> assertThat(slow().evidence())
                        .silence(
                                "maintenance",
                                silence -> silence.holds(LATENCY, CONTROL)
                                        .spares(CONTROL)
                                        .endsAndDelivers(LATENCY, s(7)))
                        .keepsItsPromises())
                .withMessageStartingWith("drill \"slow inference\" broke 0 of 3 promises, and 3 cannot be judged\n");
    }

    @Test
    void no_promise_at_all_fails() {
        assertThatExceptionOfType(PromisesNotKeptError.class)
                .isThrownBy(() -> assertThat(slow().evidence()).keeps(List.of()))
                .withMessage("drill \"slow inference\" made no promises, so nothing was proven");
    }

    @Test
    void promises_of_a_drill_are_judged_beside_those_of_the_test() {
        PromisesNotKeptError error = catchThrowableOfType(
                PromisesNotKeptError.class,
                () -> assertThat(slowRule())
                        .traces(
                                TracePath.through("gateway"),
                                traces -> traces.span(1)
                                        .areConnected()
                                        .showErrorsOf("slow")
                                        .nameTheirServices()
                                        .blame("slow", 1))
                        .alert(
                                "Control",
                                alert -> alert.isDelivered()
                                        .resolvesWithin(s(1), "slow")
                                        .alwaysFires("oncall", s(1)))
                        .keeps(List.of(Promises.countsRequests("requests"))));
        Assertions.assertThat(error.judgements())
                .extracting(Judgement::id)
                .containsExactly(
                        "T01-gateway",
                        "T02-traces",
                        "T03-slow",
                        "T05-services",
                        "T08-slow",
                        "N01-Control",
                        "A09-Control",
                        "A17-Control",
                        "M01-requests");
    }

    @Test
    void every_check_of_an_alert_or_a_silence_has_a_step() {
        PromisesNotKeptError error = catchThrowableOfType(
                PromisesNotKeptError.class,
                () -> assertThat(slow().evidence())
                        .alert("Latency", EvidenceAssertTest::promisesALot)
                        .silence(
                                "release",
                                silence -> silence.survives(LATENCY, CONTROL, "update", s(1))
                                        .covers("update", LATENCY, s(1)))
                        .keepsItsPromises());
        Assertions.assertThat(error.judgements())
                .extracting(judgement -> judgement.check().name())
                .containsExactly(
                        "A19", "A06", "N02", "N03", "N04", "N05", "N06", "A07", "A11", "A11", "A12", "A15", "A13",
                        "A14", "A14", "A17", "S04", "S05");
    }

    private static void promisesALot(AlertPromises alert) {
        alert.staysQuietBelow(0.2, "p99", "slow")
                .message(message -> message.isReadable()
                        .comesBySlack()
                        .comesByMail()
                        .comesByPagerDuty()
                        .isNotLostBy("outage", CONTROL)
                        .tellsTheEnd())
                .route(route -> route.isGrouped(30, s(1), 1)
                        .isMutedBy("nights", "tickets", CONTROL)
                        .isNotMuted("tickets")
                        .repeatsEvery(s(6), "tickets")
                        .doesNotFlap("one", "two"))
                .restart(
                        "update",
                        restart -> restart.firesWithin(s(5), "slow")
                                .survives(s(5))
                                .staysInhibitedBy(CONTROL, s(5))
                                .absenceIsNoticed("watchdog", s(5), s(10)));
    }

    @Test
    void narrowing_does_not_change_the_steps_before_it() {
        PromisesNotKeptError error = catchThrowableOfType(
                PromisesNotKeptError.class,
                () -> assertThat(slow().evidence())
                        .alert(
                                "Latency",
                                alert -> alert.isDelivered().with("job", "a").isDelivered())
                        .keepsItsPromises());
        Assertions.assertThat(error.judgements())
                .extracting(Judgement::subject)
                .containsExactly("alert Latency", "alert Latency{job=\"a\"}");
    }

    @Test
    void repeated_ids_are_numbered() {
        Promise promise = Promises.isDelivered(LATENCY);
        Assertions.assertThat(Judge.judge(slow().evidence(), List.of(promise, promise)))
                .extracting(Judgement::id)
                .containsExactly("N01-Latency-inference", "N01-Latency-inference-2");
    }
}
