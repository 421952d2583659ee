package io.firedrill.assertions.history;

import io.firedrill.assertions.Wilson;
import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.AlertReview;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.HistoryReview;
import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Outcome;
import io.firedrill.evidence.history.Proportion;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How well alerts told of incidents. An alert tells of an incident if it begins to fire while that goes on, or within a
 * grace after it: what fired before cannot have told. Thread-safe.
 */
public final class Hindsight {
    private Hindsight() {}

    /**
     * Reviews incidents.
     *
     * @param history what Prometheus remembers
     * @param incidents what happened, in any order
     * @param grace how long after the end of an incident an alert may still begin because of it
     * @param ignored alerts that are not about anything being broken, by name, such as a dead man's switch
     * @return recall, precision, and both for each incident and each alert
     */
    public static HistoryReview review(
            AlertHistory history, List<Incident> incidents, Duration grace, Set<String> ignored) {
        AlertHistory heard = without(ignored, history);
        IncidentJudge judge = new IncidentJudge(heard, grace);
        List<IncidentReview> reviews = incidents.stream()
                .sorted(Comparator.comparing(Incident::from).thenComparing(Incident::name))
                .map(judge::review)
                .toList();
        AlertJudge alerts = new AlertJudge(heard, reviews, grace);
        List<AlertReview> each = byName(heard, incidents).entrySet().stream()
                .map(entry -> alerts.review(entry.getKey(), entry.getValue()))
                .toList();
        int useful = each.stream().mapToInt(alert -> alert.precision().hits()).sum();
        int all = each.stream().mapToInt(alert -> alert.precision().of()).sum();
        return new HistoryReview(
                HistoryReview.SCHEMA_VERSION,
                history.read(),
                recall(reviews),
                proportion(useful, all),
                reviews,
                each,
                history.blind(),
                history.sources());
    }

    /** Those that fired, and those that are expected and never did. */
    private static Map<String, List<Firing>> byName(AlertHistory history, List<Incident> incidents) {
        Map<String, List<Firing>> named = history.firings().stream()
                .collect(Collectors.groupingBy(Firing::alert, TreeMap::new, Collectors.toList()));
        incidents.stream()
                .flatMap(incident -> incident.expected().stream())
                .forEach(expected -> named.putIfAbsent(expected.alert(), List.of()));
        return named;
    }

    private static AlertHistory without(Set<String> ignored, AlertHistory history) {
        List<Firing> heard = history.firings().stream()
                .filter(firing -> !ignored.contains(firing.alert()))
                .toList();
        return new AlertHistory(
                history.read(),
                Unbroken.over(heard, history.blind()),
                history.blind(),
                history.rules(),
                history.sources());
    }

    private static Proportion recall(List<IncidentReview> reviews) {
        int decided = (int) reviews.stream()
                .filter(review -> review.outcome() != Outcome.UNDECIDED)
                .count();
        int detected = (int) reviews.stream()
                .filter(review -> review.outcome() == Outcome.DETECTED)
                .count();
        return proportion(detected, decided);
    }

    static Proportion proportion(int hits, int of) {
        return new Proportion(hits, of, Wilson.NINETY_FIVE.least(hits, of), Wilson.NINETY_FIVE.most(hits, of));
    }
}
