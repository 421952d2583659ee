package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** S04. */
record SilenceSurvives(String silence, AlertSelector alert, AlertSelector control, String restart, Duration within)
        implements Promise {
    @Override
    public String id() {
        return Words.id("S04-" + silence);
    }

    @Override
    public Check check() {
        return Check.S04;
    }

    @Override
    public String subject() {
        return "silence \"" + silence + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be there after %s, and to withhold %s for %s more while %s is delivered"
                        .formatted(Restart.named(evidence, restart), alert, length(within), control));
        Optional<Obstacle> obstacle = Gates.first(
                        Silences.missing(evidence, silence), Restart.ofAlertmanager(evidence, restart))
                .or(() -> unfit(evidence));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        Restart over = Restart.of(evidence, restart);
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        return Worst.of(
                expected,
                over.through(alert),
                () -> expected.unclear(alert + " did not fire through it (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, made, over));
    }

    /** It must have been active before, and be planned to last beyond. */
    private Optional<Obstacle> unfit(Evidence evidence) {
        Restart over = Restart.of(evidence, restart);
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        Duration limit = over.end().plus(within);
        List<String> pointers = List.of(Silences.pointer(evidence, made), over.pointer());
        if (made.activeFrom().orElseThrow().compareTo(over.begin()) >= 0) {
            return Optional.of(new Obstacle(
                    "was first active at %s, not before the restart"
                            .formatted(at(made.activeFrom().orElseThrow())),
                    "",
                    pointers));
        }
        if (made.end().compareTo(limit) < 0) {
            return Optional.of(new Obstacle(
                    "was planned to end at %s, before %s".formatted(at(made.end()), at(limit)), "", pointers));
        }
        return over.after(within).to().compareTo(limit) < 0
                ? Optional.of(new Obstacle("was not watched until " + at(limit), "", pointers))
                : Optional.empty();
    }

    private Verdict one(Expectation expected, AlertStory story, SilenceRecord made, Restart over) {
        List<String> pointers = new ArrayList<>(List.of(Silences.pointer(story.evidence(), made), over.pointer()));
        pointers.addAll(story.pointers());
        List<Delivery> leaks = Silences.leaks(made, story);
        if (!Silences.earlier(made, story).isEmpty()
                || leaks.stream().anyMatch(leak -> leak.at().compareTo(over.begin()) <= 0)) {
            return expected.unclear(alert + " had been delivered before it (see S01)", "", pointers);
        }
        boolean gone = made.activeTo().orElseThrow().compareTo(over.end()) <= 0;
        String lost = gone ? lost(over) : "";
        if (!leaks.isEmpty()) {
            pointers.addAll(Delivery.pointers(leaks));
            return expected.broken(alert + " was delivered " + Delivery.told(leaks), lost, pointers);
        }
        if (gone) {
            return expected.broken(
                    "was last active at %s, before %s"
                            .formatted(
                                    at(made.activeTo().orElseThrow()),
                                    over.isLoss() ? "the others stood alone" : "Alertmanager was back"),
                    lost,
                    pointers);
        }
        return held(expected, new SilencedAlert(story, made, control), over, pointers);
    }

    private static String lost(Restart over) {
        return over.isLoss()
                ? "the others do not know it: look at --cluster.peer"
                : "Alertmanager writes silences down when it is stopped in good order, and every"
                        + " --data.maintenance-interval";
    }

    /** It is there, and nothing was delivered; now it takes proof that something would have been. */
    private Verdict held(Expectation expected, SilencedAlert silenced, Restart over, List<String> pointers) {
        AlertStory story = silenced.story();
        Duration limit = over.end().plus(within);
        if (over.through(story).orElseThrow().to().compareTo(limit) < 0) {
            return expected.unclear(alert + " stopped firing before " + at(limit), "", pointers);
        }
        List<View> views = over.views(story, within);
        if (views.isEmpty()) {
            return expected.unclear("Alertmanager did not have %s again (see A14)".formatted(alert), "", pointers);
        }
        if (!Silences.names(silenced.silence(), views)) {
            return expected.broken(
                    "was there, but did not match %s any more".formatted(alert),
                    Silences.compared(silenced.silence(), story),
                    pointers);
        }
        List<Delivery> controls = silenced.controls();
        if (!isControlled(story, controls)) {
            return expected.unclear(
                    "%s was not delivered to %s meanwhile, so a dead receiver would look the same"
                            .formatted(control, Words.list(story.receivers())),
                    "",
                    pointers);
        }
        pointers.addAll(Delivery.pointers(controls));
        return proven(expected, silenced, over, views, pointers);
    }

    private static boolean isControlled(AlertStory story, List<Delivery> controls) {
        return !story.receivers().isEmpty()
                && story.receivers().stream()
                        .allMatch(receiver -> controls.stream()
                                .anyMatch(each -> each.receiver().equals(receiver)));
    }

    /** Alertmanager's own word, or it was silenced, and by nothing else, for longer than a notification may wait. */
    private Verdict proven(
            Expectation expected, SilencedAlert silenced, Restart over, List<View> views, List<String> pointers) {
        Optional<Duration> muted = Silences.mutings(silenced.silence(), silenced.story()).stream()
                .filter(at -> at.compareTo(over.end()) > 0)
                .findFirst();
        boolean alone = views.stream()
                .allMatch(view -> view.inhibitedBy().isEmpty()
                        && List.of(silenced.silence().id()).equals(view.silencedBy()));
        if (muted.isEmpty() && !alone) {
            return expected.unclear(alert + " was also held back by something else", "", pointers);
        }
        String proof = muted.map(at -> "withheld it at " + at(at)).orElse("is the only one to hold it back");
        return expected.kept(
                "is active again, %s, and nothing was delivered until %s"
                        .formatted(proof, at(over.rest().to())),
                pointers);
    }
}
