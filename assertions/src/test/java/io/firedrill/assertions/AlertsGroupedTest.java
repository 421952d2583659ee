package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AlertsGroupedTest {
    private static final Promise PROMISE = RoutingPromises.isGrouped(AlertSelector.of("Down"), 4, s(0.5), 1);
    private static final String EXPECTED =
            "expected to be told in at most 1 notification when 4 or more of them fire within 500ms, but ";

    /** Five instances, 100 ms apart, from 10 s to 30 s. */
    private static Fixture storm() {
        Fixture fixture = healthy();
        fixture.rules.add(rule("Down", 0, Map.of("severity", "page")));
        IntStream.range(0, 5).forEach(i -> fixture.timeline("Down", labels(i), firing(10 + i * 0.1, 30)));
        return fixture;
    }

    private static Map<String, String> labels(int instance) {
        return Map.of("instance", "w" + instance, "job", "workers", "severity", "page");
    }

    private static Fixture told(Fixture fixture, double at, String receiver, String group, int... instances) {
        return told(fixture, at, receiver, group, 200, true, instances);
    }

    private static Fixture told(
            Fixture fixture, double at, String receiver, String group, int answered, boolean firing, int... instances) {
        List<Notification.Item> items = IntStream.of(instances)
                .mapToObj(i -> new Notification.Item(
                        firing,
                        named("Down", labels(i)),
                        Map.of(),
                        s(10 + i * 0.1),
                        firing ? Optional.empty() : Optional.of(s(30)),
                        "fp" + i))
                .toList();
        fixture.notifications.add(
                new Notification(s(at), receiver, "webhook", group, items, 0, List.of(), answered, Fixture.SOURCE));
        return fixture;
    }

    @Test
    void storm_that_is_told_in_one_notification_is_kept() {
        assertThat(text(PROMISE, told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3, 4)))
                .isEqualTo("kept: " + EXPECTED + "5 alerts fired within 400ms, from t+10.0s, and were told in 1"
                        + " notification to oncall by webhook (the first at t+10.6s) []");
    }

    @Test
    void notification_for_each_alert_is_broken() {
        Fixture each = storm();
        IntStream.range(0, 5).forEach(i -> told(each, 10.6 + i * 0.1, "oncall", "g" + i, i));
        assertThat(text(PROMISE, each))
                .isEqualTo("broken: " + EXPECTED + "5 alerts fired within 400ms, from t+10.0s, and were told in 5"
                        + " notifications to oncall by webhook (the first at t+10.6s) [they are of 5 groups: the route"
                        + " groups by alertname and job]");
    }

    @Test
    void group_that_did_not_wait_is_broken_and_told_why() {
        Fixture hasty = told(told(storm(), 10.0, "oncall", "g", 0), 16, "oncall", "g", 0, 1, 2, 3, 4);
        hasty.routes.set(0, new Route("oncall", List.of(), List.of("job"), TICK, s(6), s(216)));
        assertThat(text(PROMISE, hasty))
                .contains("broken: ", "2 notifications", "[group_wait (100ms) is shorter than it took them to come]");
    }

    /** A group and, beside it, each alert alone, by a route that was told to continue. */
    @Test
    void group_does_not_hide_what_is_told_beside_it() {
        Fixture both = told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3, 4);
        IntStream.range(0, 5).forEach(i -> told(both, 10.7, "oncall", "g" + i, i));
        assertThat(text(PROMISE, both)).contains("broken: ", "told in 6 notifications to oncall");
    }

    @Test
    void reminder_resolution_and_retry_do_not_count() {
        Fixture more = told(storm(), 10.5, "oncall", "g", 500, true, 0, 1, 2, 3, 4);
        told(more, 10.6, "oncall", "g", 0, 1, 2, 3, 4);
        told(more, 20, "oncall", "g", 0, 1, 2, 3, 4);
        told(more, 30.5, "oncall", "g", 200, false, 0, 1, 2, 3, 4);
        assertThat(verdict(PROMISE, more)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_comes_long_after_the_storm_may_be_told_anew() {
        Fixture late = told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3, 4);
        late.timeline("Down", labels(5), firing(14, 30));
        told(late, 16.6, "oncall", "g", 0, 1, 2, 3, 4, 5);
        assertThat(verdict(PROMISE, late)).isInstanceOf(Kept.class);
    }

    @Test
    void receivers_are_counted_each_for_itself() {
        Fixture both = told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3, 4);
        assertThat(verdict(PROMISE, told(both, 10.6, "default", "h", 0, 1, 2, 3, 4)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void storm_that_was_too_small_is_inconclusive() {
        Fixture small = storm();
        small.alerts.subList(3, 5).clear();
        assertThat(text(PROMISE, told(small, 10.6, "oncall", "g", 0, 1, 2)))
                .contains("inconclusive: ", "only 3 alerts fired within 200ms", "(see A01)");
        Fixture scattered = storm();
        scattered.alerts.clear();
        IntStream.range(0, 5).forEach(i -> scattered.timeline("Down", labels(i), firing(10 + i, 30)));
        assertThat(verdict(PROMISE, told(scattered, 20, "oncall", "g", 0, 1, 2, 3, 4)))
                .isInstanceOf(Inconclusive.class);
        assertThat(text(PROMISE, healthy())).contains("inconclusive: ", "none of them fired (see A01)");
    }

    @Test
    void storm_before_the_drill_is_none() {
        Fixture old = storm();
        old.alerts.clear();
        IntStream.range(0, 5).forEach(i -> old.timeline("Down", labels(i), firing(-5, 30)));
        assertThat(verdict(PROMISE, told(old, 1, "oncall", "g", 0, 1, 2, 3, 4))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void storm_that_was_not_told_whole_is_inconclusive() {
        assertThat(text(PROMISE, told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3)))
                .contains("inconclusive: ", "; 1 were not delivered (see A05 and N01)");
        assertThat(text(PROMISE, storm())).contains("inconclusive: ", "nobody was told; 5 were not delivered");
        assertThat(verdict(PROMISE, told(storm(), 10.6, "oncall", "g", 500, true, 0, 1, 2, 3, 4)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void deaf_witness_is_inconclusive() {
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.INBOX)) {
            Fixture fixture = told(storm(), 10.6, "oncall", "g", 0, 1, 2, 3, 4).gap(witness);
            assertThat(verdict(PROMISE, fixture)).isInstanceOf(Inconclusive.class);
        }
    }

    @Test
    void promise_that_cannot_be_broken_is_refused() {
        AlertSelector down = AlertSelector.of("Down");
        assertThatThrownBy(() -> RoutingPromises.isGrouped(down, 4, s(1), 4))
                .hasMessage(
                        "a storm must have more alerts than notifications, and at least 1 of these, but were 4 and 4");
    }

    @Test
    void notifications_of_a_small_storm_are_still_told() {
        Fixture small = storm();
        small.alerts.subList(2, 5).clear();
        told(told(small, 10.6, "oncall", "g0", 0), 10.7, "oncall", "g1", 1);
        assertThat(text(PROMISE, small)).contains("inconclusive: ", "only 2 alerts", "2 notifications to oncall");
        assertThat(verdict(RoutingPromises.isGrouped(AlertSelector.of("Down"), 2, s(0.5), 1), small))
                .isInstanceOf(Broken.class);
    }
}
