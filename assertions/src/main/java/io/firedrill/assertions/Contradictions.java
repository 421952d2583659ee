package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.RuleSighting.Active;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Those who see an alert fire, held against each other: where two of them contradict each other, neither is believed. */
final class Contradictions {
    private Contradictions() {}

    /** The first one about the alerts that a selector matches. */
    static Optional<Obstacle> about(Evidence evidence, AlertSelector alert) {
        return unrecorded(evidence, alert::selectsRouted)
                .or(() -> unreported(evidence, alert))
                .or(() -> unfired(evidence, alert));
    }

    /**
     * Prometheus' rules say that an alert fires, of which its series hold nothing. Both come from the same evaluation, but
     * while Prometheus starts: until it has restored what was pending, it writes nothing.
     */
    static Optional<Obstacle> unrecorded(Evidence evidence, Predicate<Map<String, String>> which) {
        for (RuleSighting rule : evidence.sightings()) {
            for (Active active : rule.alerts()) {
                Episode seen = new Episode(active.from(), active.to());
                boolean ours = active.state() == AlertState.FIRING && which.test(active.labels());
                if (ours && !seen.from().isNegative() && !restarted(evidence, seen) && !isRecorded(evidence, active)) {
                    return Optional.of(new Obstacle(
                            "Prometheus' rules say that %s fired at %s, and its ALERTS series hold no sample of it"
                                    .formatted(named(active.labels()), at(seen.from())),
                            "it was lost between the evaluation and the series: Prometheus' log says why",
                            List.of("/sightings/" + evidence.sightings().indexOf(rule), "/alerts")));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isRecorded(Evidence evidence, Active active) {
        Episode around = wide(evidence, new Episode(active.from(), active.to()));
        return evidence.alerts().stream()
                .filter(timeline -> active.labels().equals(Routes.withName(timeline)))
                .flatMap(timeline -> timeline.periods().stream())
                .anyMatch(period -> fires(period) && around.overlaps(new Episode(period.from(), period.to())));
    }

    /** The other way round: for long enough that the rules, as often as they were asked, must have said so. */
    private static Optional<Obstacle> unreported(Evidence evidence, AlertSelector alert) {
        List<RuleSighting> rules = evidence.sightings().stream()
                .filter(rule -> rule.name().equals(alert.name()) && rule.evaluations() > 1)
                .toList();
        for (AlertTimeline timeline : evidence.alerts()) {
            for (AlertPeriod period : timeline.periods()) {
                boolean ours = alert.selects(timeline) && fires(period) && !rules.isEmpty();
                if (ours && isLong(evidence, period, rules) && !isReported(evidence, timeline, period, rules)) {
                    return Optional.of(new Obstacle(
                            "the ALERTS series say that %s fired from %s, and Prometheus' rules never said so"
                                    .formatted(
                                            named(Routes.withName(timeline)), new Episode(period.from(), period.to())),
                            "see whether another rule, or another writer, makes that series",
                            List.of("/alerts/" + evidence.alerts().indexOf(timeline), "/sightings")));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isLong(Evidence evidence, AlertPeriod period, List<RuleSighting> rules) {
        Duration from = Episode.later(Duration.ZERO, period.from());
        Duration unseen = rules.stream()
                .map(RuleSighting::longestGap)
                .reduce(Duration.ZERO, Episode::later)
                .plus(Routes.margin(evidence).multipliedBy(2));
        return period.to().minus(from).compareTo(unseen) > 0 && !restarted(evidence, new Episode(from, period.to()));
    }

    private static boolean isReported(
            Evidence evidence, AlertTimeline timeline, AlertPeriod period, List<RuleSighting> rules) {
        Episode around = wide(evidence, new Episode(period.from(), period.to()));
        return rules.stream()
                .flatMap(rule -> rule.alerts().stream())
                .filter(active ->
                        active.state() == AlertState.FIRING && active.labels().equals(Routes.withName(timeline)))
                .anyMatch(active -> around.overlaps(new Episode(active.from(), active.to())));
    }

    /** Alertmanager or people heard of an alert that began in the drill, of which Prometheus shows nothing. */
    private static Optional<Obstacle> unfired(Evidence evidence, AlertSelector alert) {
        boolean fired = evidence.alerts().stream()
                .filter(timeline -> timeline.alert().equals(alert.name()))
                .flatMap(timeline -> timeline.periods().stream())
                .anyMatch(Contradictions::fires);
        return fired ? Optional.empty() : delivered(evidence, alert).or(() -> routed(evidence, alert));
    }

    private static Optional<Obstacle> delivered(Evidence evidence, AlertSelector alert) {
        for (int i = 0; i < evidence.notifications().size(); i++) {
            Notification told = evidence.notifications().get(i);
            for (Notification.Item item : told.alerts()) {
                if (item.firing() && !item.startsAt().isNegative() && alert.selectsRouted(item.labels())) {
                    return Optional.of(unshown(
                            "%s was delivered to %s at %s".formatted(named(item.labels()), Way.of(told), at(told.at())),
                            "/notifications/" + i));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Obstacle> routed(Evidence evidence, AlertSelector alert) {
        Duration margin = Routes.margin(evidence);
        return evidence.routed().stream()
                .filter(had -> alert.selectsRouted(had.labels()))
                .flatMap(had -> had.views().stream()
                        .filter(view -> view.from().compareTo(margin) > 0
                                && view.to().minus(view.from()).compareTo(margin) > 0)
                        .map(view -> unshown(
                                "Alertmanager had %s from %s"
                                        .formatted(named(had.labels()), new Episode(view.from(), view.to())),
                                "/routed/" + evidence.routed().indexOf(had))))
                .findFirst();
    }

    private static Obstacle unshown(String heard, String pointer) {
        return new Obstacle(
                heard + ", and Prometheus' ALERTS series never show it firing",
                "see whether something else sends alerts to this Alertmanager",
                List.of(pointer, "/alerts"));
    }

    private static boolean restarted(Evidence evidence, Episode seen) {
        Episode around = wide(evidence, seen);
        return Restart.outages(evidence, Witness.PROMETHEUS).stream().anyMatch(around::overlaps);
    }

    private static Episode wide(Evidence evidence, Episode seen) {
        Duration margin = Routes.margin(evidence);
        return new Episode(seen.from().minus(margin), seen.to().plus(margin));
    }

    private static boolean fires(AlertPeriod period) {
        return period.state() == AlertState.FIRING;
    }

    private static String named(Map<String, String> labels) {
        Map<String, String> others = new java.util.TreeMap<>(labels);
        String name = others.remove("alertname");
        return name + AlertSelector.text(others);
    }
}
