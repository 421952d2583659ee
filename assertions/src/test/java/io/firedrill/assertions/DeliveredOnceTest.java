package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeliveredOnceTest {
    private static final Promise PROMISE = Promises.isToldOnce(LATENCY);
    private static final String EXPECTED =
            "expected to be told once, until something changes or repeat_interval has passed, but ";

    private final Fixture fired = slow().latency(firing(12.9, 31));

    @Test
    void alarm_and_resolution_are_kept() {
        assertThat(text(PROMISE, told(13.6, item("a", true)).told(37, item("a", false))))
                .isEqualTo("kept: " + EXPECTED + "was told to oncall at t+13.6s and to oncall at t+37.0s []");
    }

    @Test
    void same_alarm_again_is_broken() {
        assertThat(text(PROMISE, told(13.6, item("a", true)).told(13.7, item("a", true))))
                .isEqualTo("broken: " + EXPECTED + "was told the same again to oncall at t+13.7s [look for two"
                        + " routes that lead there, the first with continue]");
    }

    @Test
    void same_resolution_again_is_broken() {
        assertThat(verdict(
                        PROMISE,
                        told(13.6, item("a", true)).told(37, item("a", false)).told(37.1, item("a", false))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void repetition_at_repeat_interval_is_kept_and_sooner_is_broken() {
        Duration repeat = s(216);
        fired.observed = repeat.multipliedBy(2);
        assertThat(verdict(PROMISE, told(13.6, item("a", true)).told(229.6, item("a", true))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(PROMISE, told(300, item("a", true)))).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_joins_or_fires_anew_is_news() {
        assertThat(verdict(PROMISE, told(13.6, item("a", true)).told(19.6, item("a", true), item("b", true))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(PROMISE, told(25, item("a", true)).told(31, later("a"))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void what_was_turned_away_must_be_sent_again() {
        fired.notified(13.6, "oncall", true, "Latency", SLOW, 500);
        assertThat(Fixture.verdict(PROMISE, fired.alarm(13.9, "oncall", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void another_receiver_or_integration_is_no_repetition() {
        told(13.6, item("a", true)).told(13.7, "slack", item("a", true));
        assertThat(Fixture.verdict(PROMISE, fired.alarm(13.8, "default", "Latency", SLOW)))
                .isInstanceOf(Kept.class);
    }

    @Test
    void alert_that_was_not_told_is_inconclusive() {
        assertThat(Fixture.text(PROMISE, fired)).contains("inconclusive: ", "was not delivered (see A05 and N01)");
        assertThat(Fixture.text(PROMISE, slow())).contains("inconclusive: ", "never fired (see A01)");
        assertThat(Fixture.verdict(
                        PROMISE, told(13.6, item("a", true)).fixture().gap(Witness.INBOX)))
                .isInstanceOf(Inconclusive.class);
    }

    /** Two Alertmanagers that do not know each other, of which one alone knows that b is silenced. */
    @Test
    void what_another_alertmanager_tells_again_beside_what_had_been_there_is_broken() {
        assertThat(text(
                        PROMISE,
                        by("alertmanager-0", told(13.6, item("a", true)))
                                .by("alertmanager-1", 13.61, item("a", true), item("b", true))))
                .isEqualTo(
                        "broken: expected to be told once, until something changes or repeat_interval has passed, but"
                                + " was told the same again to oncall at t+13.61s [alertmanager-0 and"
                                + " alertmanager-1 do not know what the other has told: look at --cluster.peer]");
    }

    /** As before, where b began to fire an evaluation later than a: news for nobody by the time that a was told. */
    @Test
    void what_another_alertmanager_tells_again_beside_what_came_well_before_the_first_is_broken() {
        assertThat(verdict(PROMISE, byBoth(s(13.4)))).isInstanceOf(Broken.class);
        fired.notifications.clear();
        assertThat(verdict(PROMISE, byBoth(s(13.41)))).isInstanceOf(Kept.class);
    }

    private Told byBoth(Duration joined) {
        Notification.Item b = item("b", true);
        return by("alertmanager-0", told(13.6, item("a", true)))
                .by(
                        "alertmanager-1",
                        13.61,
                        item("a", true),
                        new Notification.Item(true, b.labels(), b.annotations(), joined, b.endsAt(), b.fingerprint()));
    }

    @Test
    void what_another_alertmanager_tells_again_without_what_it_holds_back_is_broken() {
        assertThat(verdict(
                        PROMISE,
                        by("alertmanager-1", told(13.6, item("a", true), item("b", true)))
                                .by("alertmanager-0", 13.61, item("a", true))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void what_another_alertmanager_tells_beside_news_or_after_an_interval_is_no_repetition() {
        assertThat(verdict(
                        PROMISE,
                        by("alertmanager-0", told(13.6, item("a", true)))
                                .by("alertmanager-1", 14, item("a", true), later("b"))))
                .isInstanceOf(Kept.class);
        fired.notifications.clear();
        assertThat(verdict(
                        PROMISE,
                        by("alertmanager-0", told(13.6, item("a", true)))
                                .by("alertmanager-1", 19.6, item("a", true), item("b", true))))
                .isInstanceOf(Kept.class);
    }

    /** The end is news, and so is one that joins, whoever tells it; the same sender may tell it beside what it held back. */
    @Test
    void what_the_same_alertmanager_tells_beside_what_it_held_back_is_no_repetition() {
        assertThat(verdict(
                        PROMISE,
                        by("alertmanager-0", told(13.6, item("a", true)))
                                .by("alertmanager-0", 14, item("a", true), item("b", true))))
                .isInstanceOf(Kept.class);
        fired.notifications.clear();
        assertThat(verdict(
                        PROMISE,
                        by("alertmanager-0", told(13.6, item("a", true))).by("alertmanager-1", 14, item("a", false))))
                .isInstanceOf(Kept.class);
    }

    private Told by(String sender, Told told) {
        Notification last = fired.notifications.remove(fired.notifications.size() - 1);
        Restarts.by(fired, sender, () -> fired.notifications.add(last));
        return told;
    }

    private Told told(double at, Notification.Item... items) {
        return new Told(fired).told(at, items);
    }

    private static Verdict verdict(Promise promise, Told told) {
        return Fixture.verdict(promise, told.fixture());
    }

    private static String text(Promise promise, Told told) {
        return Fixture.text(promise, told.fixture());
    }

    private static Notification.Item item(String fingerprint, boolean firing) {
        return new Notification.Item(
                firing,
                Fixture.named("Latency", SLOW),
                Map.of(),
                s(12.9),
                firing ? Optional.empty() : Optional.of(s(31)),
                fingerprint);
    }

    private static Notification.Item later(String fingerprint) {
        return new Notification.Item(
                true, Fixture.named("Latency", SLOW), Map.of(), s(28), Optional.empty(), fingerprint);
    }

    private record Told(Fixture fixture) {
        Told told(double at, Notification.Item... items) {
            return told(at, "webhook", items);
        }

        Told by(String sender, double at, Notification.Item... items) {
            Restarts.by(fixture, sender, () -> told(at, items));
            return this;
        }

        Told told(double at, String integration, Notification.Item... items) {
            fixture.notifications.add(new Notification(
                    s(at), "oncall", integration, "key", Stream.of(items).toList(), 0, List.of(), 200, Fixture.SOURCE));
            return this;
        }
    }
}
