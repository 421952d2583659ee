package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.rule;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertRepeatsTest {
    private static final Map<String, String> TICKET = Map.of("severity", "ticket");
    private static final Promise PROMISE = RoutingPromises.repeatsEvery(AlertSelector.of("Missing"), "tickets", s(10));
    private static final String EXPECTED =
            "expected to be repeated to receiver tickets every 10s while it fires, at the next flush, but ";

    /** Fires from 10 s to 40 s; the route repeats every {@code repeat} and flushes every 4 s. */
    private static Fixture fired(double repeat) {
        Fixture fixture = healthy()
                .timeline("Missing", TICKET, firing(10, 40))
                .routed("Missing", TICKET, Fixture.view(10, 40, "tickets"));
        fixture.rules.add(rule("Missing", 0, TICKET));
        fixture.routes.add(
                0, new Route("tickets", List.of("severity=\"ticket\""), List.of("job"), s(0.6), s(4), s(repeat)));
        return fixture;
    }

    private static Fixture told(Fixture fixture, double... times) {
        for (double at : times) {
            told(fixture, at, 200, "webhook", "a");
        }
        return fixture;
    }

    private static Fixture told(Fixture fixture, double at, int answered, String integration, String... fingerprints) {
        List<Notification.Item> items = Stream.of(fingerprints)
                .map(fingerprint -> new Notification.Item(
                        true,
                        named("Missing", fingerprint.equals("a") ? TICKET : Map.of("job", fingerprint)),
                        Map.of(),
                        s(10),
                        Optional.empty(),
                        fingerprint))
                .toList();
        fixture.notifications.add(
                new Notification(s(at), "tickets", integration, "g", items, 0, List.of(), answered, Fixture.SOURCE));
        return fixture;
    }

    @Test
    void alert_that_is_repeated_at_the_next_flush_is_kept() {
        assertThat(text(PROMISE, told(fired(10), 10.6, 22.6, 34.6)))
                .isEqualTo("kept: " + EXPECTED + "was told at t+10.6s and again at t+22.6s, 12s later []");
        assertThat(verdict(PROMISE, told(fired(10), 10.6, 20.6, 35.6))).isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_is_not_repeated_is_broken() {
        assertThat(text(PROMISE, told(fired(216), 10.6)))
                .isEqualTo("broken: " + EXPECTED + "was told at t+10.6s and not again until t+40.0s, although it fired"
                        + " [the route to tickets has repeat_interval 3m36s and group_interval 4s]");
        assertThat(verdict(PROMISE, told(fired(10), 10.6, 26))).isInstanceOf(Broken.class);
    }

    @Test
    void one_of_two_integrations_that_does_not_repeat_is_broken() {
        Fixture mixed = told(fired(10), 10.6, 22.6, 34.6);
        told(mixed, 10.7, 200, "email", "a");
        assertThat(text(PROMISE, mixed)).contains("broken: ", "by email was told at t+10.7s and not again");
    }

    @Test
    void alert_that_is_repeated_too_early_as_configured_is_broken() {
        assertThat(text(PROMISE, told(fired(2), 10.6, 14.6, 18.6)))
                .contains("broken: ", "was repeated at t+14.6s, 4s after it had been told", "repeat_interval 2s");
    }

    @Test
    void alert_that_is_repeated_too_early_in_spite_of_the_configuration_is_for_a08() {
        assertThat(text(PROMISE, told(fired(10), 10.6, 10.7, 22.6)))
                .contains("inconclusive: ", "was repeated at t+10.7s, 100ms after it had been told (see A08)");
    }

    @Test
    void group_interval_is_no_excuse_beyond_what_is_promised() {
        Fixture slow = told(fired(10), 10.6, 36);
        slow.routes.set(0, new Route("tickets", List.of("severity=\"ticket\""), List.of("job"), s(0.6), s(25), s(10)));
        assertThat(verdict(PROMISE, slow)).isInstanceOf(Broken.class);
    }

    /** Several routes may lead to a receiver; the alert's own says how long it may take. */
    @Test
    void another_route_to_the_receiver_is_no_excuse() {
        Fixture other = told(fired(10), 10.6, 26);
        other.routes.add(0, new Route("tickets", List.of("alertname=\"X\""), List.of("job"), s(0.6), s(9), s(10)));
        assertThat(verdict(PROMISE, other)).isInstanceOf(Broken.class);
    }

    @Test
    void news_is_no_repetition() {
        Fixture news = told(told(fired(10), 10.6), 22.6, 200, "webhook", "a", "b");
        assertThat(text(PROMISE, told(news, 34.6, 200, "webhook", "a")))
                .contains("inconclusive: ", "did not fire for long enough unchanged");
    }

    @Test
    void alert_that_ended_before_it_had_to_be_repeated_is_inconclusive() {
        Fixture brief = told(fired(10), 10.6);
        brief.alerts.clear();
        brief.timeline("Missing", TICKET, firing(10, 25));
        assertThat(text(PROMISE, brief))
                .contains("inconclusive: ", "it was told at t+10.6s, and had to be repeated by t+25.6s");
        Fixture cut = told(fired(10), 10.6);
        cut.observed = s(25);
        assertThat(verdict(PROMISE, cut)).isInstanceOf(Inconclusive.class);
    }

    /** Each firing is told anew, and the time between them is nobody's. */
    @Test
    void time_between_two_firings_does_not_count() {
        Fixture twice = told(fired(10), 10.6, 32);
        twice.alerts.clear();
        twice.timeline("Missing", TICKET, firing(10, 15), firing(31, 40));
        assertThat(verdict(PROMISE, twice)).isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_was_held_back_is_inconclusive() {
        Fixture held = told(fired(10), 10.6);
        held.routed.clear();
        View muted = new View(
                s(12), s(40), "active", List.of("tickets"), List.of(), List.of(), Map.of("tickets", List.of("night")));
        held.routed("Missing", TICKET, muted);
        assertThat(text(PROMISE, held)).contains("inconclusive: ", "was held back by a silence, an inhibition or");
        held.routed.clear();
        assertThat(text(PROMISE, held)).contains("inconclusive: ", "Alertmanager did not have it");
        assertThat(text(PROMISE, told(told(fired(10), 10.6), 22.6, 503, "webhook", "a")))
                .contains("inconclusive: ", "was turned away by receiver tickets at t+22.6s (see N01)");
    }

    @Test
    void alert_that_was_not_told_is_inconclusive() {
        assertThat(text(PROMISE, fired(10))).contains("inconclusive: ", "not delivered to tickets (see A05 and N01)");
        assertThat(text(PROMISE, healthy())).contains("inconclusive: ", "never fired (see A01)");
        assertThat(verdict(PROMISE, fired(10).alarm(11, "default", "Missing", TICKET)))
                .isInstanceOf(Inconclusive.class);
        for (Witness witness : List.of(Witness.PROMETHEUS, Witness.INBOX)) {
            assertThat(verdict(PROMISE, told(fired(10), 10.6).gap(witness))).isInstanceOf(Inconclusive.class);
        }
        assertThat(verdict(PROMISE, told(fired(216), 10.6).gap(Witness.ALERTMANAGER)))
                .isInstanceOf(Inconclusive.class);
    }
}
