package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A14, of an alert that begins to fire while one of several Alertmanagers is gone: another one tells it. */
record LossCovered(AlertSelector alert, String loss, Duration within) implements Promise {
    @Override
    public String id() {
        return Words.id("A14-" + alert.slug() + "-" + loss);
    }

    @Override
    public Check check() {
        return Check.A14;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be told within %s of firing, by another Alertmanager, during %s"
                .formatted(length(within), Restart.named(evidence, loss)));
        return Restart.judged(
                evidence,
                loss,
                expected,
                over -> unproven(over).map(expected::unclear).orElseGet(() -> during(expected, over)));
    }

    private Verdict during(Expectation expected, Restart over) {
        return Worst.of(
                expected,
                AlertStory.of(over.evidence(), alert).stream()
                        .filter(story -> firing(story, over).isPresent())
                        .toList(),
                () -> expected.unclear("did not begin to fire during it (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, over));
    }

    /** Nobody misses one that never said anything, and one that goes on to tell is not gone. */
    private Optional<Obstacle> unproven(Restart over) {
        String lost = over.fault().target();
        List<String> pointers = List.of(over.pointer(), "/notifications");
        if (!over.isLoss()) {
            return Optional.of(
                    new Obstacle("fault \"" + loss + "\" is on the only Alertmanager", "", List.of(over.pointer())));
        }
        List<Duration> told = over.evidence().notifications().stream()
                .filter(each -> each.accepted() && each.sender().equals(Optional.of(lost)))
                .map(each -> each.at())
                .toList();
        Optional<Duration> after = told.stream()
                .filter(at -> new Episode(
                                over.begin().plus(Restart.LINGERS), over.rest().to())
                        .covers(at))
                .findFirst();
        if (after.isPresent()) {
            return Optional.of(new Obstacle(
                    "fault \"%s\" did not bite: %s told something at %s".formatted(loss, lost, at(after.get())),
                    "",
                    pointers));
        }
        return told.stream().anyMatch(at -> at.compareTo(over.begin()) <= 0)
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(lost + " had told nothing before it, so that nobody would miss it", "", pointers));
    }

    private static Optional<Episode> firing(AlertStory story, Restart over) {
        return story.firing(over.begin())
                .filter(firing -> firing.from().compareTo(over.rest().to()) < 0);
    }

    private Verdict one(Expectation expected, AlertStory story, Restart over) {
        Episode firing = firing(story, over).orElseThrow();
        Duration limit = firing.from().plus(within);
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.add(over.pointer());
        List<Delivery> alarms = story.alarms().stream()
                .filter(alarm ->
                        alarm.at().compareTo(firing.from()) >= 0 && over.rest().covers(alarm.at()))
                .toList();
        Optional<Delivery> told = alarms.stream().filter(Delivery::accepted).findFirst();
        if (told.isPresent()) {
            pointers.add(told.get().pointer());
            String actual = "fired at %s and was told %s%s, %s later"
                    .formatted(
                            at(firing.from()),
                            told.get().told(),
                            told.get().sender().map(name -> " by " + name).orElse(""),
                            length(told.get().at().minus(firing.from())));
            return told.get().at().compareTo(limit) <= 0
                    ? expected.kept(actual, pointers)
                    : expected.broken(
                            actual, "each waits --cluster.peer-timeout for each of those before it", pointers);
        }
        return untold(expected, story, over, alarms, pointers);
    }

    private Verdict untold(
            Expectation expected, AlertStory story, Restart over, List<Delivery> alarms, List<String> pointers) {
        Episode firing = firing(story, over).orElseThrow();
        Duration limit = firing.from().plus(within);
        if (!alarms.isEmpty()) {
            pointers.addAll(Delivery.pointers(alarms));
            return expected.unclear("was turned away " + Delivery.told(alarms) + " (see N01 and N05)", "", pointers);
        }
        if (Episode.earlier(firing.to(), over.rest().to()).compareTo(limit) < 0) {
            return expected.unclear(
                    "did not fire, or was not watched while %s was gone, until %s"
                            .formatted(over.fault().target(), at(limit)),
                    "",
                    pointers);
        }
        return story.views().isEmpty()
                ? expected.broken(
                        "fired at %s, and no Alertmanager that was left had it".formatted(at(firing.from())),
                        "Prometheus must send to each of them: look at its alerting.alertmanagers",
                        pointers)
                : expected.broken(
                        "fired at %s, and nobody was told until %s".formatted(at(firing.from()), at(limit)),
                        "each waits --cluster.peer-timeout for each of those before it",
                        pointers);
    }
}
