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

/** S03. */
record SilenceEnds(String silence, AlertSelector alert, Duration within) implements Promise {
    @Override
    public String id() {
        return Words.id("S03-" + silence);
    }

    @Override
    public Check check() {
        return Check.S03;
    }

    @Override
    public String subject() {
        return "silence \"" + silence + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to end, and %s to be delivered within %s of its end%s"
                .formatted(alert, length(within), Silences.planned(evidence, silence)));
        Optional<Obstacle> obstacle =
                Gates.first(Silences.missing(evidence, silence), Gates.alertPath(evidence, alert));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        SilenceRecord made = Silences.named(evidence, silence).orElseThrow();
        Duration lingers = made.activeTo().orElse(made.end()).minus(made.end());
        if (lingers.compareTo(Routes.margin(evidence)) > 0) {
            return expected.broken(
                    "was still active at %s, %s after its planned end"
                            .formatted(at(made.activeTo().orElseThrow()), length(lingers)),
                    "",
                    List.of(Silences.pointer(evidence, made)));
        }
        List<AlertStory> stories = AlertStory.of(evidence, alert);
        return Worst.of(
                expected,
                stories,
                () -> expected.unclear(alert + " never fired (see A01)", "", List.of("/alerts")),
                story -> one(expected, story, made));
    }

    private Verdict one(Expectation expected, AlertStory story, SilenceRecord made) {
        List<String> pointers = new ArrayList<>(List.of(Silences.pointer(story.evidence(), made)));
        pointers.addAll(story.pointers());
        Optional<String> unheld = unheld(story, made);
        if (unheld.isPresent()) {
            return expected.unclear(unheld.get(), "", pointers);
        }
        Optional<Delivery> first = story.alarms().stream()
                .filter(alarm -> alarm.accepted() && alarm.at().compareTo(made.end()) >= 0)
                .findFirst();
        first.ifPresent(alarm -> pointers.add(alarm.pointer()));
        return first.filter(alarm -> alarm.at().compareTo(made.end().plus(within)) <= 0)
                .map(alarm -> expected.kept(
                        "%s was delivered %s, %s after its end"
                                .formatted(
                                        alert, alarm.told(), length(alarm.at().minus(made.end()))),
                        pointers))
                .orElseGet(() -> late(expected, story, made, first, pointers));
    }

    /** Why there was nothing left to deliver at the end of the silence. */
    private Optional<String> unheld(AlertStory story, SilenceRecord made) {
        if (!Silences.earlier(made, story).isEmpty()
                || !Silences.leaks(made, story).isEmpty()) {
            return Optional.of(alert + " had been delivered before the silence ended (see S01)");
        }
        if (!Silences.names(made, Silences.views(story, Silences.window(made)))) {
            return Optional.of("the silence never matched " + alert + " (see S01)");
        }
        return story.firings().stream().noneMatch(firing -> firing.covers(made.end()))
                ? Optional.of(alert + " was not firing when the silence ended")
                : Optional.empty();
    }

    private Verdict late(
            Expectation expected,
            AlertStory story,
            SilenceRecord made,
            Optional<Delivery> first,
            List<String> pointers) {
        Duration limit = made.end().plus(within);
        Episode firing = story.firings().stream()
                .filter(each -> each.covers(made.end()))
                .findFirst()
                .orElseThrow();
        if (story.evidence().drill().observed().compareTo(limit) < 0) {
            return expected.unclear(
                    "the observation ended before the delivery was due", "watch until " + at(limit), pointers);
        }
        if (first.isEmpty() && firing.to().plus(Routes.margin(story.evidence())).compareTo(limit) < 0) {
            return expected.unclear(
                    "%s stopped firing at %s, before its delivery was due".formatted(alert, at(firing.to())),
                    "",
                    pointers);
        }
        return withheldElsewise(story, made)
                .or(() -> deadReceiver(story))
                .map(other -> expected.unclear(other, "", pointers))
                .orElseGet(() -> expected.broken(
                        first.map(alarm -> "%s was delivered only %s".formatted(alert, alarm.told()))
                                .orElse("%s fired on and was never delivered (observed until %s)"
                                        .formatted(
                                                alert,
                                                at(story.evidence().drill().observed()))),
                        slow(story),
                        pointers));
    }

    /** Where no alarm of any alert ever got through, it is not the silence that holds this one back. */
    private static Optional<String> deadReceiver(AlertStory story) {
        boolean alive = story.evidence().notifications().stream()
                .anyMatch(each -> each.accepted() && story.receivers().contains(each.receiver()));
        return alive
                ? Optional.empty()
                : Optional.of("nothing at all was delivered to " + Words.list(story.receivers()) + " (see N01)");
    }

    private Optional<String> withheldElsewise(AlertStory story, SilenceRecord made) {
        Duration settled = made.end().plus(Routes.margin(story.evidence()));
        return story.views().stream()
                .filter(view ->
                        view.from().compareTo(settled) >= 0 && view.state().equals("suppressed"))
                .filter(view -> !view.silencedBy().contains(made.id()))
                .findFirst()
                .map(View::from)
                .map(from -> "%s was suppressed by something else from %s".formatted(alert, at(from)));
    }

    private String slow(AlertStory story) {
        return story.receivers().stream()
                .flatMap(receiver -> Routes.to(story.evidence(), receiver, story.labels()).stream())
                .filter(route -> route.groupInterval().compareTo(within) > 0)
                .findFirst()
                .map(route -> "group_interval (%s) is longer than promised".formatted(length(route.groupInterval())))
                .orElse("");
    }
}
