package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** N01. */
record AlertDelivered(AlertSelector alert) implements Promise {
    @Override
    public String id() {
        return "N01-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.N01;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be delivered each time it fires, complete and valid");
        Optional<Obstacle> deaf = Gates.first(
                Gates.witness(evidence, Witness.PROMETHEUS),
                Gates.witness(evidence, Witness.ALERTMANAGER),
                Gates.witness(evidence, Witness.INBOX));
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        List<AlertStory> stories = AlertStory.heard(evidence, alert);
        return Worst.of(expected, stories, () -> neverFired(expected, "/alerts"), story -> one(expected, story));
    }

    private static Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear("never fired (see A01)", "", List.of(pointer));
    }

    private static Verdict one(Expectation expected, AlertStory story) {
        if (story.firings().isEmpty()) {
            return neverFired(expected, story.pointer());
        }
        if (story.views().isEmpty() || story.receivers().isEmpty()) {
            String why = story.views().isEmpty() ? "Alertmanager never had it" : "Alertmanager routes it nowhere";
            return expected.unclear("fired, but " + why + " (see A05)", "", story.pointers());
        }
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.addAll(Delivery.pointers(story.alarms()));
        List<String> faulty = story.deliveries().stream()
                .flatMap(each -> faults(each).stream())
                .distinct()
                .toList();
        if (!faulty.isEmpty()) {
            return expected.broken("what was delivered is faulty: " + Words.sentences(faulty), "", pointers);
        }
        return delivered(expected, story, pointers);
    }

    private static Verdict delivered(Expectation expected, AlertStory story, List<String> pointers) {
        List<DueDelivery> due = DueDelivery.of(story);
        if (due.isEmpty()) {
            return expected.unclear("fired only before the drill", "", pointers);
        }
        List<String> missed = due.stream()
                .filter(DueDelivery::isMissed)
                .map(DueDelivery::text)
                .toList();
        if (!missed.isEmpty()) {
            return expected.broken(Words.sentences(missed), refused(story), pointers);
        }
        List<String> brief = due.stream()
                .filter(each -> !each.isDelivered())
                .map(DueDelivery::text)
                .toList();
        return brief.isEmpty()
                ? expected.kept("was delivered " + Delivery.told(story.alarms()), pointers)
                : expected.unclear(Words.sentences(brief), "", pointers);
    }

    private static List<String> faults(Delivery delivery) {
        List<String> faults = new ArrayList<>();
        String where = " (" + delivery.receiver() + " at " + at(delivery.at()) + ")";
        delivery.notification().problems().forEach(problem -> faults.add(problem + where));
        if (delivery.notification().truncated() > 0) {
            faults.add(Words.count(delivery.notification().truncated(), "alert") + " left out" + where);
        }
        return faults;
    }

    private static String refused(AlertStory story) {
        return story.alarms().stream()
                .filter(alarm -> !alarm.accepted())
                .findFirst()
                .map(alarm -> "receiver %s answered %d at %s"
                        .formatted(alarm.receiver(), alarm.notification().answered(), at(alarm.at())))
                .orElse("");
    }
}
