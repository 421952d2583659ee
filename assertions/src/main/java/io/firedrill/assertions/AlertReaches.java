package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A05. */
record AlertReaches(AlertSelector alert, String receiver) implements Promise {
    @Override
    public String id() {
        return "A05-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A05;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be delivered to receiver " + receiver + " and to no other");
        List<AlertStory> stories = AlertStory.heard(evidence, alert);
        return Worst.of(
                expected, stories, () -> Worst.neverFired(expected, evidence, alert), story -> one(expected, story));
    }

    private Verdict one(Expectation expected, AlertStory story) {
        List<Delivery> astray = story.alarms().stream()
                .filter(alarm -> !alarm.receiver().equals(receiver))
                .toList();
        if (!astray.isEmpty()) {
            List<String> pointers = new ArrayList<>(story.pointers());
            pointers.addAll(Delivery.pointers(astray));
            return expected.broken("was delivered " + Delivery.told(astray), routes(story), pointers);
        }
        if (story.firings().isEmpty()) {
            return Worst.neverFired(expected, story.pointer());
        }
        if (story.views().isEmpty()) {
            return unknownToAlertmanager(expected, story);
        }
        Set<String> others = new TreeSet<>(story.receivers());
        return others.remove(receiver) && others.isEmpty()
                ? delivered(expected, story)
                : expected.broken(
                        "Alertmanager routes it to " + Words.list(story.receivers()), routes(story), story.pointers());
    }

    private Verdict delivered(Expectation expected, AlertStory story) {
        Optional<Delivery> first =
                story.alarms().stream().filter(Delivery::accepted).findFirst();
        List<String> pointers = new ArrayList<>(story.pointers());
        first.ifPresent(alarm -> pointers.add(alarm.pointer()));
        Optional<Obstacle> deaf = Gates.first(
                Contradictions.about(story.evidence(), alert),
                Gates.witness(story.evidence(), Witness.ALERTMANAGER),
                Gates.witness(story.evidence(), Witness.INBOX));
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        return first.map(alarm -> expected.kept(
                        "was delivered " + alarm.told() + ", and Alertmanager routes it nowhere else", pointers))
                .orElseGet(() -> expected.unclear(
                        "is routed to " + receiver + ", but nothing was delivered at all (see N01)", "", pointers));
    }

    private Verdict unknownToAlertmanager(Expectation expected, AlertStory story) {
        Evidence evidence = story.evidence();
        Episode firing = story.firings().get(0);
        Duration shown =
                Episode.earlier(firing.to(), evidence.drill().observed()).minus(firing.from());
        return Gates.first(
                        Gates.witness(evidence, Witness.ALERTMANAGER),
                        Contradictions.about(evidence, alert),
                        logged(story, firing))
                .map(expected::unclear)
                .orElseGet(() -> shown.compareTo(Routes.margin(evidence)) < 0
                        ? expected.unclear(
                                "fired too briefly to be seen in Alertmanager, from " + firing,
                                "",
                                List.of(story.pointer()))
                        : expected.broken(
                                "fired at " + at(firing.from()) + ", but Alertmanager never had it",
                                "it was lost between Prometheus and Alertmanager: look at Prometheus'"
                                        + " alerting.alertmanagers and alert_relabel_configs",
                                List.of(story.pointer(), "/routed")));
    }

    /** Alertmanager's other witness says that it came. */
    private static Optional<Obstacle> logged(AlertStory story, Episode firing) {
        Evidence evidence = story.evidence();
        return new EventTrail(story, new Episode(firing.from(), evidence.drill().observed()))
                .taken()
                .map(taken -> new Obstacle(
                        "fired at %s, and Alertmanager's event log has it at %s, but its API never showed it"
                                .formatted(at(firing.from()), at(taken.at())),
                        "",
                        List.of(story.pointer(), EventTrail.pointer(evidence, taken), "/routed")));
    }

    private static String routes(AlertStory story) {
        return Routes.told(story.evidence(), story.labels());
    }
}
