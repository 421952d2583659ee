package io.firedrill.assertions.history;

import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Answer;
import io.firedrill.evidence.history.IncidentReview.Outcome;
import io.firedrill.evidence.history.Stretch;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether an alert told of an incident, as far as history says. */
record IncidentJudge(AlertHistory history, Duration grace) {
    IncidentReview review(Incident incident) {
        List<Firing> begun = history.firings().stream()
                .filter(firing -> began(incident, firing))
                .toList();
        List<Firing> told =
                begun.stream().filter(firing -> isAbout(incident, firing)).toList();
        Optional<String> open = told.isEmpty() ? doubt(incident) : Optional.empty();
        Outcome outcome = !told.isEmpty() ? Outcome.DETECTED : open.isPresent() ? Outcome.UNDECIDED : Outcome.MISSED;
        List<Answer> answers =
                told.stream().map(firing -> answer(incident, firing)).toList();
        return new IncidentReview(
                incident,
                outcome,
                outcome == Outcome.DETECTED ? "" : open.orElseGet(() -> missed(incident)),
                answers.stream().map(Answer::after).findFirst(),
                reset(answers),
                answers,
                missing(incident, told),
                begun.stream()
                        .filter(firing -> !told.contains(firing))
                        .map(Firing::alert)
                        .distinct()
                        .toList());
    }

    private boolean began(Incident incident, Firing firing) {
        return history.sawBegin(firing.from()) && incident.with(grace).holds(firing.from());
    }

    private static boolean isAbout(Incident incident, Firing firing) {
        return incident.expected().isEmpty() || incident.expected().stream().anyMatch(expected -> expected.is(firing));
    }

    private Answer answer(Incident incident, Firing firing) {
        boolean over = firing.to().isBefore(history.read().to());
        return new Answer(
                firing.alert(),
                firing.labels(),
                Duration.between(incident.from(), firing.from()),
                over ? Optional.of(Duration.between(incident.to(), firing.to())) : Optional.empty());
    }

    private static Optional<Duration> reset(List<Answer> answers) {
        return answers.stream().allMatch(answer -> answer.reset().isPresent())
                ? answers.stream().flatMap(answer -> answer.reset().stream()).max(Comparator.naturalOrder())
                : Optional.empty();
    }

    /** Why silence proves nothing. */
    private Optional<String> doubt(Incident incident) {
        return doubt(incident, firing -> isAbout(incident, firing), incident.expected());
    }

    private Optional<String> doubt(Incident incident, Predicate<Firing> which, List<Expected> expected) {
        return outside(incident)
                .or(() -> blind(incident))
                .or(() -> already(incident, which))
                .or(() -> unknown(expected));
    }

    private Optional<String> outside(Incident incident) {
        Stretch read = history.read();
        Stretch asked = incident.with(grace);
        return asked.from().isBefore(read.from()) || asked.to().isAfter(read.to())
                ? Optional.of("it is not, with the grace after it, within what was read")
                : Optional.empty();
    }

    private Optional<String> blind(Incident incident) {
        Stretch asked = incident.with(grace);
        return history.blind().stream()
                .filter(blind -> blind.meets(asked.from(), asked.to()))
                .findFirst()
                .map(blind -> "Prometheus has nothing at all from %s to %s".formatted(blind.from(), blind.to()));
    }

    private Optional<String> already(Incident incident, Predicate<Firing> which) {
        return history.firings().stream()
                .filter(which)
                .filter(firing ->
                        firing.from().isBefore(incident.from()) && !firing.to().isBefore(incident.from()))
                .findFirst()
                .map(firing -> firing + " fired already when it began");
    }

    private Optional<String> unknown(List<Expected> expected) {
        return !expected.isEmpty() && expected.stream().noneMatch(this::isKnown)
                ? Optional.of("nothing that it expects is loaded as a rule or ever fired: "
                        + String.join(", ", names(expected.stream())))
                : Optional.empty();
    }

    private boolean isKnown(Expected expected) {
        return history.rules().contains(expected.alert())
                || history.firings().stream().anyMatch(firing -> firing.alert().equals(expected.alert()));
    }

    private static String missed(Incident incident) {
        return incident.expected().isEmpty()
                ? "no alert began to fire"
                : "none of those that it expects began to fire: "
                        + String.join(", ", names(incident.expected().stream()));
    }

    private List<Expected> missing(Incident incident, List<Firing> told) {
        return incident.expected().stream()
                .filter(expected -> told.stream().noneMatch(expected::is))
                .filter(expected ->
                        doubt(incident, expected::is, List.of(expected)).isEmpty())
                .toList();
    }

    private static List<String> names(Stream<Expected> expected) {
        return expected.map(Expected::toString).toList();
    }
}
