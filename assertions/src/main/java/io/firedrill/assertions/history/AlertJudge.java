package io.firedrill.assertions.history;

import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.AlertReview;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Answer;
import io.firedrill.evidence.history.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What one alert was worth: its firings with whatever labels, one after the other. */
record AlertJudge(AlertHistory history, List<IncidentReview> incidents, Duration grace) {
    AlertReview review(String alert, List<Firing> firings) {
        List<Stretch> episodes = episodes(firings);
        List<Stretch> begun = episodes.stream()
                .filter(episode -> history.sawBegin(episode.from()))
                .toList();
        List<Stretch> noise =
                begun.stream().filter(episode -> !isInIncident(episode)).toList();
        return new AlertReview(
                alert,
                Hindsight.proportion(begun.size() - noise.size(), begun.size()),
                Hindsight.proportion(told(alert), told(alert) + missed(alert)),
                median(delays(alert)),
                episodes.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus),
                noise);
    }

    /** What overlaps is one; firings are in order of time. */
    private static List<Stretch> episodes(List<Firing> firings) {
        List<Stretch> episodes = new ArrayList<>();
        for (Firing firing : firings) {
            int last = episodes.size() - 1;
            if (last >= 0 && !firing.from().isAfter(episodes.get(last).to())) {
                Stretch before = episodes.remove(last);
                episodes.add(new Stretch(before.from(), firing.to().isAfter(before.to()) ? firing.to() : before.to()));
            } else {
                episodes.add(new Stretch(firing.from(), firing.to()));
            }
        }
        return episodes;
    }

    private boolean isInIncident(Stretch episode) {
        return incidents.stream()
                .anyMatch(review -> review.incident().with(grace).holds(episode.from()));
    }

    private int told(String alert) {
        return count(review ->
                isExpected(review, alert) && answers(review, alert).findAny().isPresent());
    }

    private int missed(String alert) {
        return count(review -> answers(review, alert).findAny().isEmpty()
                && review.missing().stream()
                        .anyMatch(expected -> expected.alert().equals(alert)));
    }

    private static boolean isExpected(IncidentReview review, String alert) {
        return review.incident().expected().stream()
                .anyMatch(expected -> expected.alert().equals(alert));
    }

    private int count(Predicate<IncidentReview> which) {
        return (int) incidents.stream().filter(which).count();
    }

    private static Stream<Answer> answers(IncidentReview review, String alert) {
        return review.answers().stream().filter(answer -> answer.alert().equals(alert));
    }

    private List<Duration> delays(String alert) {
        return incidents.stream()
                .flatMap(review -> answers(review, alert).map(Answer::after).limit(1))
                .sorted()
                .toList();
    }

    private static Optional<Duration> median(List<Duration> sorted) {
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
