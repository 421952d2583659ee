package io.firedrill.assertions.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.AlertReview;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.HistoryReview;
import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Outcome;
import io.firedrill.evidence.history.Stretch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HindsightTest {
    private final List<Firing> firings = new ArrayList<>();
    private final List<Stretch> blind = new ArrayList<>();
    private final List<Incident> incidents = new ArrayList<>();

    @Test
    void alert_that_begins_in_the_incident_detects_it() {
        fires("Errors", 12, 25);
        IncidentReview review = only(incident("outage", 10, 20));
        assertThat(review.outcome()).isEqualTo(Outcome.DETECTED);
        assertThat(review.detection()).contains(Duration.ofMinutes(2));
        assertThat(review.reset()).contains(Duration.ofMinutes(5));
        assertThat(review.reason()).isEmpty();
    }

    @Test
    void alert_within_the_grace_detects_it_and_a_moment_later_does_not() {
        fires("Errors", 25, 30);
        assertThat(only(incident("outage", 10, 20)).outcome()).isEqualTo(Outcome.DETECTED);
        firings.clear();
        fires("Errors", 26, 30);
        IncidentReview late = only(incident("outage", 10, 20));
        assertThat(late.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(late.reason()).isEqualTo("no alert began to fire");
    }

    @Test
    void alert_that_fired_before_cannot_have_told() {
        fires("Errors", 9, 30);
        IncidentReview review = only(incident("outage", 10, 20));
        assertThat(review.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(review.reason()).isEqualTo("Errors{job=\"gateway\"} fired already when it began");
    }

    @Test
    void alert_that_was_over_before_is_no_excuse() {
        fires("Errors", 2, 9);
        assertThat(only(incident("outage", 10, 20)).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void only_what_is_expected_counts_and_the_rest_is_told_beside_it() {
        fires("Latency", 12, 15);
        IncidentReview review = only(incident("outage", 10, 20, expected("Errors")));
        assertThat(review.outcome()).isEqualTo(Outcome.MISSED);
        assertThat(review.reason()).isEqualTo("none of those that it expects began to fire: Errors");
        assertThat(review.beside()).containsExactly("Latency");
        assertThat(review.missing()).containsExactly(expected("Errors"));
    }

    @Test
    void expected_labels_must_be_among_the_alerts_own() {
        fires("Errors", 12, 15);
        Expected other = new Expected("Errors", Map.of("job", "inference"));
        assertThat(only(incident("outage", 10, 20, other)).outcome()).isEqualTo(Outcome.MISSED);
        Expected same = new Expected("Errors", Map.of("job", "gateway"));
        assertThat(only(incident("outage", 10, 20, same)).outcome()).isEqualTo(Outcome.DETECTED);
    }

    @Test
    void one_of_several_expected_alerts_detects_it_and_the_others_are_missing() {
        fires("Errors", 12, 15);
        IncidentReview review = only(incident("outage", 10, 20, expected("Errors"), expected("Latency")));
        assertThat(review.outcome()).isEqualTo(Outcome.DETECTED);
        assertThat(review.missing()).containsExactly(expected("Latency"));
        assertThat(alert("Latency").recall().hits()).isZero();
        assertThat(alert("Latency").recall().of()).isEqualTo(1);
    }

    @Test
    void expected_alert_that_fired_before_is_not_missing() {
        fires("Errors", 12, 15);
        fires("Latency", 8, 15);
        assertThat(only(incident("outage", 10, 20, expected("Errors"), expected("Latency")))
                        .missing())
                .isEmpty();
        assertThat(alert("Latency").recall().of()).isZero();
    }

    @Test
    void silence_while_nothing_was_stored_proves_nothing() {
        blind.add(stretch(24, 28));
        IncidentReview review = only(incident("outage", 10, 20));
        assertThat(review.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(review.reason()).isEqualTo("Prometheus has nothing at all from %s to %s".formatted(at(24), at(28)));
        blind.set(0, stretch(26, 28));
        assertThat(only(incident("outage", 10, 20)).outcome()).isEqualTo(Outcome.MISSED);
    }

    @Test
    void alert_on_both_sides_of_a_blind_stretch_is_one() {
        fires("Errors", 2, 11);
        fires("Errors", 14, 30);
        blind.add(stretch(11, 13));
        assertThat(only(incident("outage", 12, 20)).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(alert("Errors").precision().of()).isEqualTo(1);
    }

    @Test
    void what_fires_right_after_a_blind_stretch_was_not_seen_to_begin() {
        fires("Errors", 13, 30);
        blind.add(stretch(11, 13));
        assertThat(only(incident("outage", 10, 20)).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(alert("Errors").precision().of()).isZero();
    }

    @Test
    void incident_outside_of_what_was_read_is_undecided() {
        assertThat(only(incident("outage", 50, 56)).outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(only(incident("outage", -5, 5)).reason())
                .isEqualTo("it is not, with the grace after it, within what was read");
    }

    @Test
    void expectation_of_a_rule_that_nobody_knows_is_undecided() {
        IncidentReview review = only(incident("outage", 10, 20, expected("Eros")));
        assertThat(review.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(review.reason()).isEqualTo("nothing that it expects is loaded as a rule or ever fired: Eros");
    }

    @Test
    void alert_that_goes_on_has_no_reset() {
        fires("Errors", 12, 60);
        assertThat(only(incident("outage", 10, 20)).reset()).isEmpty();
    }

    @Test
    void alert_outside_of_every_incident_is_noise() {
        fires("Errors", 12, 15);
        fires("Errors", 40, 45);
        fires("Latency", 41, 43);
        incident("outage", 10, 20);
        HistoryReview review = review();
        assertThat(review.precision().hits()).isEqualTo(1);
        assertThat(review.precision().of()).isEqualTo(3);
        assertThat(alert("Errors").noise()).containsExactly(stretch(40, 45));
        assertThat(alert("Errors").fired()).isEqualTo(Duration.ofMinutes(8));
        assertThat(alert("Errors").detection()).contains(Duration.ofMinutes(2));
    }

    @Test
    void alert_of_many_instances_at_a_time_fires_once() {
        for (int i = 0; i < 30; i++) {
            firings.add(new Firing("Down", Map.of("instance", "worker-" + i), at(40), at(45 + i % 3)));
        }
        incident("outage", 10, 20);
        assertThat(alert("Down").precision().of()).isEqualTo(1);
        assertThat(alert("Down").fired()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void ignored_alert_neither_tells_nor_is_noise() {
        fires("Watchdog", 12, 15);
        fires("Watchdog", 40, 45);
        HistoryReview review = reviewIgnoring(Set.of("Watchdog"), incident("outage", 10, 20));
        assertThat(review.incidents().get(0).outcome()).isEqualTo(Outcome.MISSED);
        assertThat(review.alerts()).isEmpty();
    }

    @Test
    void recall_counts_what_is_decided_with_wilsons_interval() {
        fires("Errors", 12, 15);
        fires("Errors", 30, 31);
        incident("first", 10, 14);
        incident("second", 20, 24);
        incident("third", 29, 33);
        incident("too late", 58, 60);
        HistoryReview review = review();
        assertThat(review.recall().hits()).isEqualTo(2);
        assertThat(review.recall().of()).isEqualTo(3);
        assertThat(review.recall().low()).isCloseTo(0.208, within(0.001));
        assertThat(review.recall().high()).isCloseTo(0.939, within(0.001));
    }

    @Test
    void nothing_to_count_says_nothing() {
        HistoryReview review = review();
        assertThat(List.of(review.recall().low(), review.recall().high())).containsExactly(0.0, 1.0);
    }

    private void fires(String alert, int from, int to) {
        firings.add(new Firing(alert, Map.of("job", "gateway"), at(from), at(to)));
    }

    private Incident incident(String name, int from, int to, Expected... expected) {
        Incident incident = new Incident(name, at(from), at(to), List.of(expected));
        incidents.add(incident);
        return incident;
    }

    private IncidentReview only(Incident incident) {
        return reviewIgnoring(Set.of(), incident).incidents().get(0);
    }

    private AlertReview alert(String name) {
        return review().alerts().stream()
                .filter(each -> each.alert().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private HistoryReview review() {
        return reviewIgnoring(Set.of(), incidents.toArray(Incident[]::new));
    }

    private HistoryReview reviewIgnoring(Set<String> ignored, Incident... reviewed) {
        AlertHistory history = new AlertHistory(stretch(0, 60), firings, blind, Set.of("Errors", "Latency"), List.of());
        return Hindsight.review(history, List.of(reviewed), Duration.ofMinutes(5), ignored);
    }

    private static Expected expected(String alert) {
        return new Expected(alert, Map.of());
    }

    private static Stretch stretch(int from, int to) {
        return new Stretch(at(from), at(to));
    }

    private static Instant at(int minute) {
        return Instant.parse("2026-11-20T12:00:00Z").plus(Duration.ofMinutes(minute));
    }
}
