package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.Level.Point;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** N05 of connections that are refused: the alert is due at t+13.5s. */
class RefusalTest {
    private static final Promise SURVIVES =
            DeliveryPromises.outageLosesNothing(LATENCY, "refused", AlertSelector.of("Lost"));
    private static final String EXPECTED =
            "expected to be delivered in spite of fault \"refused\" (t+12.0s), or else Lost"
                    + " to say that it was lost, but ";
    private static final String DUE = "was due at oncall, where connections were refused (4 failed attempts)";

    private final Fixture fired = refused(12, 20);

    private static Fixture refused(double from, double to) {
        Fixture fixture = slow().latency(firing(12.9, 31)).routed("Latency", SLOW, view(13, 31, "oncall"));
        fixture.faults.add(new FaultRecord(
                "refused",
                "refuse",
                "alertmanager->inbox",
                "refused",
                Optional.empty(),
                s(from),
                s(to),
                s(to),
                SOURCE));
        return fixture;
    }

    private Fixture failed(String integration, Point... points) {
        Level.Course course = new Level.Course(Map.of("integration", integration), List.of(points));
        fired.levels.add(new Level(Level.FAILED_SENDS, Level.FAILED_SENDS, List.of(course), SOURCE));
        return fired;
    }

    private Fixture failed() {
        return failed("webhook", new Point(s(-1), 2), new Point(s(14), 4), new Point(s(16), 6));
    }

    @Test
    void alert_that_comes_once_connections_are_taken_again_is_kept() {
        assertThat(text(SURVIVES, failed().alarm(20.8, "oncall", "Latency", SLOW)))
                .isEqualTo("kept: " + EXPECTED + DUE + ", and delivered to oncall at t+20.8s []");
    }

    @Test
    void alert_that_never_comes_is_broken() {
        assertThat(text(SURVIVES, failed()))
                .isEqualTo("broken: " + EXPECTED + DUE + ", and never delivered to oncall, and there is no rule Lost"
                        + " []");
    }

    @Test
    void loss_that_is_told_by_mail_is_kept() {
        Inboxes inboxes = new Inboxes(failed()).onCall(true, true);
        fired.rules.add(rule("Lost", 1.2, Map.of()));
        fired.timeline("Lost", Map.of(), firing(15, 20)).routed("Lost", Map.of(), view(15, 20, "tickets"));
        assertThat(verdict(SURVIVES, fired)).isNotInstanceOf(Kept.class);
        inboxes.told(15.6, "tickets", "email", "Lost", Map.of());
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Kept.class);
    }

    /** Attempts of another integration, or none at all, prove nothing of this one. */
    @Test
    void outage_that_did_not_bite_is_inconclusive() {
        fired.alarm(20.8, "oncall", "Latency", SLOW);
        assertThat(text(SURVIVES, fired)).contains("inconclusive: ", "nobody counted Alertmanager's failed attempts");
        assertThat(text(SURVIVES, failed("slack", new Point(s(-1), 0), new Point(s(14), 4))))
                .isEqualTo("inconclusive: " + EXPECTED + "was not due at every receiver but mail while connections were"
                        + " refused (4 failed attempts), so that nothing was put to the test []");
    }

    @Test
    void attempts_of_another_time_do_not_count() {
        fired.alarm(20.8, "oncall", "Latency", SLOW);
        assertThat(verdict(SURVIVES, failed("webhook", new Point(s(-1), 0), new Point(s(11), 4), new Point(s(21), 9))))
                .isInstanceOf(Inconclusive.class);
    }

    /** Its begin was not seen: what failed before the first poll may be all there is. */
    @Test
    void count_that_was_first_read_within_the_outage_proves_nothing() {
        fired.alarm(20.8, "oncall", "Latency", SLOW);
        assertThat(verdict(SURVIVES, failed("webhook", new Point(s(14), 4)))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_got_through_was_not_put_to_the_test() {
        assertThat(verdict(SURVIVES, failed().alarm(13.6, "oncall", "Latency", SLOW)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_was_not_due_yet_or_held_back_was_not_put_to_the_test() {
        Fixture late = refused(12, 13.5);
        late.levels.addAll(failed().levels);
        assertThat(verdict(SURVIVES, late.alarm(14, "oncall", "Latency", SLOW))).isInstanceOf(Inconclusive.class);
        Fixture silenced = slow().latency(firing(12.9, 31)).routed("Latency", SLOW, view(13, 31, "oncall", "id-1"));
        silenced.faults.addAll(fired.faults);
        silenced.levels.addAll(fired.levels);
        assertThat(verdict(SURVIVES, silenced)).isInstanceOf(Inconclusive.class);
    }

    /** The group waits for 0.6 s: what joins it within them is flushed with the first. */
    @Test
    void group_that_another_alert_opened_just_before_is_flushed_with_both() {
        failed().alarm(20.8, "oncall", "Latency", SLOW);
        opened(12.8);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Kept.class);
    }

    @Test
    void group_that_another_alert_had_open_for_longer_may_have_been_flushed_before() {
        failed().alarm(20.8, "oncall", "Latency", SLOW);
        opened(12.2);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Inconclusive.class);
    }

    /** Its begin says nothing of when the group was opened. */
    @Test
    void group_that_an_alert_keeps_open_since_its_last_time_may_have_been_flushed_before() {
        failed().alarm(20.8, "oncall", "Latency", SLOW);
        opened(12.8).routed("Other", SLOW, view(2, 9, "oncall"));
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Inconclusive.class);
    }

    private Fixture opened(double at) {
        fired.routes.clear();
        fired.routes.add(new Route("oncall", List.of(), List.of("job"), s(0.6), s(60), s(216)));
        return fired.timeline("Other", SLOW, firing(at, 31)).routed("Other", SLOW, view(at + 0.05, 31, "oncall"));
    }

    @Test
    void alert_that_may_still_come_is_inconclusive() {
        failed().observed = s(30.9);
        assertThat(text(SURVIVES, fired))
                .isEqualTo("inconclusive: " + EXPECTED + DUE + ", and had not been delivered to oncall when the"
                        + " observation ended [watch until t+31.0s]");
        fired.observed = s(31);
        assertThat(verdict(SURVIVES, fired)).isInstanceOf(Broken.class);
    }

    @Test
    void what_was_refused_is_not_the_receivers_own_failure() {
        assertThat(text(Promises.isDelivered(LATENCY), failed())).contains("inconclusive: ", "(see N05)");
        assertThat(FaultEffect.of(
                        failed().evidence(), failed().faults.get(failed().faults.size() - 1)))
                .isEqualTo(new FaultEffect(true, "4 attempts of Alertmanager failed"));
    }
}
