package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Budget;
import io.firedrill.evidence.verdict.Detection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectionsTest {
    private static final Watched WATCHED = new Watched(LATENCY, "slow", s(0.4));
    private static final Budget BUDGET = new Budget(s(0.4), s(0.1), s(0.1), s(2.4), s(0.6));

    @Test
    void alert_is_measured_hop_by_hop() {
        Fixture fixture = slow().latency(pending(10.5, 12.8), firing(12.9, 31))
                .routed("Latency", SLOW, view(13, 31, "oncall"))
                .notified(13.4, "oncall", true, "Latency", SLOW, 500)
                .alarm(13.6, "oncall", "Latency", SLOW)
                .resolved(37.6, "oncall", "Latency", SLOW);
        Detection detection = new Detection(
                "Latency",
                SLOW,
                s(10),
                Optional.of(s(10.5)),
                Optional.of(s(12.9)),
                Optional.of(s(13)),
                Optional.of(s(13.6)),
                Optional.of(s(37.6)),
                BUDGET);
        assertThat(Detections.of(fixture.evidence(), List.of(WATCHED))).containsExactly(detection);
        assertThat(detection.measured()).contains(s(3.6));
        assertThat(detection.budget().floor()).isEqualTo(s(3.4));
        assertThat(detection.budget().mean()).isEqualTo(s(3.5));
        assertThat(detection.budget().worst()).isEqualTo(s(3.6));
        assertThat(detection.hops())
                .containsExactly(
                        new Detection.Hop("fault to pending", Optional.of(s(0.5)), s(0.4), s(0.6)),
                        new Detection.Hop("pending to firing", Optional.of(s(2.4)), s(2.4), s(2.4)),
                        new Detection.Hop("firing to Alertmanager", Optional.of(s(0.1)), s(0), s(0)),
                        new Detection.Hop("Alertmanager to delivered", Optional.of(s(0.6)), s(0.6), s(0.6)));
        assertThat(detection.hops())
                .extracting(hop -> hop.unexplained().orElseThrow())
                .containsExactly(s(0), s(0), s(0.1), s(0));
    }

    /** A poll that comes after the delivery says nothing about the hand-over. */
    @Test
    void alertmanager_that_was_seen_to_have_it_too_late_is_no_hop() {
        Fixture fixture = slow().latency(pending(10.5, 12.8), firing(12.9, 31))
                .routed("Latency", SLOW, view(13.7, 31, "oncall"))
                .alarm(13.6, "oncall", "Latency", SLOW);
        Detection late = Detections.of(fixture.evidence(), List.of(WATCHED)).get(0);
        assertThat(late.alertmanagerAt()).isEmpty();
        assertThat(late.hops().get(2).measured()).isEmpty();
        assertThat(late.hops().get(3).measured()).contains(s(0.7));
    }

    @Test
    void alert_without_for_has_no_pending_hop() {
        Fixture fixture = slow().latency(firing(10.6, 31)).alarm(11.2, "oncall", "Latency", SLOW);
        Detection at = Detections.of(fixture.evidence(), List.of(WATCHED)).get(0);
        assertThat(at.hops().get(0).measured()).contains(s(0.6));
        assertThat(at.hops().get(1).measured()).contains(s(0));
    }

    @Test
    void alert_that_only_went_pending_has_no_more_times() {
        assertThat(Detections.of(slow().latency(pending(10.5, 11)).evidence(), List.of(WATCHED)))
                .singleElement()
                .satisfies(detection -> {
                    assertThat(detection.pendingAt()).contains(s(10.5));
                    assertThat(detection.firingAt()).isEmpty();
                    assertThat(detection.measured()).isEmpty();
                });
    }

    @Test
    void alert_that_was_there_before_the_fault_was_not_detected() {
        Fixture fixture = slow().latency(pending(7, 9.9), firing(10, 31)).alarm(10.6, "oncall", "Latency", SLOW);
        assertThat(Detections.of(fixture.evidence(), List.of(WATCHED)))
                .singleElement()
                .satisfies(detection -> {
                    assertThat(detection.firingAt()).isEmpty();
                    assertThat(detection.measured()).isEmpty();
                });
    }

    @Test
    void refused_resolution_reached_nobody() {
        Fixture fixture = slow().latency(pending(10.5, 12.8), firing(12.9, 31))
                .alarm(13.6, "oncall", "Latency", SLOW)
                .notified(37.6, "oncall", false, "Latency", SLOW, 503);
        assertThat(Detections.of(fixture.evidence(), List.of(WATCHED)))
                .singleElement()
                .satisfies(detection -> assertThat(detection.resolvedAt()).isEmpty());
    }

    @Test
    void alert_that_was_never_seen_still_has_its_budget() {
        Watched page = new Watched(LATENCY.with("severity", "page"), "slow", s(0.4));
        assertThat(Detections.of(slow().evidence(), List.of(page)))
                .singleElement()
                .satisfies(detection -> {
                    assertThat(detection.alert()).isEqualTo("Latency");
                    assertThat(detection.budget()).isEqualTo(BUDGET);
                    assertThat(detection.pendingAt()).isEmpty();
                });
    }

    @Test
    void fault_or_rule_that_is_not_there_gives_none() {
        assertThat(Detections.of(healthy().latency(firing(13, 31)).evidence(), List.of(WATCHED)))
                .isEmpty();
        Fixture bare = slow().latency(firing(13, 31));
        bare.rules.clear();
        assertThat(Detections.of(bare.evidence(), List.of(WATCHED))).isEmpty();
    }

    @Test
    void for_is_rounded_up_to_whole_evaluations() {
        Fixture fixture = slow();
        fixture.rules.set(0, rule("Latency", 2.45, Map.of()));
        assertThat(Budgets.of(fixture.evidence(), named("Latency", SLOW), Optional.empty(), s(0)))
                .contains(new Budget(s(0), s(0.1), s(0.1), s(2.5), s(0.6)));
    }

    @Test
    void route_of_the_receiver_that_was_told_is_preferred() {
        Fixture fixture = slow();
        fixture.routes.set(2, new Route("default", List.of(), List.of(), s(2.6), s(6), s(216)));
        assertThat(Budgets.of(fixture.evidence(), named("Latency", SLOW), Optional.of("default"), s(0)))
                .map(Budget::floor)
                .contains(s(5));
        assertThat(Budgets.of(fixture.evidence(), named("Latency", SLOW), Optional.of("gone"), s(0)))
                .map(Budget::floor)
                .contains(s(3));
        assertThat(Budgets.of(fixture.evidence(), named("Latency", Map.of()), Optional.empty(), s(0)))
                .map(Budget::floor)
                .contains(s(5));
    }
}
