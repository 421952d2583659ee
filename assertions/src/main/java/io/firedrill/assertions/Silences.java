package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The silences of a drill. */
final class Silences {
    private Silences() {}

    static Optional<SilenceRecord> named(Evidence evidence, String name) {
        return evidence.silences().stream()
                .filter(silence -> silence.name().equals(name))
                .findFirst();
    }

    static String pointer(Evidence evidence, SilenceRecord silence) {
        return "/silences/" + evidence.silences().indexOf(silence);
    }

    /** The silence was not made, or was never seen active. */
    static Optional<Obstacle> missing(Evidence evidence, String name) {
        Optional<SilenceRecord> silence = named(evidence, name);
        if (silence.isEmpty()) {
            return Optional.of(new Obstacle("the drill made no silence \"" + name + "\"", "", List.of("/silences")));
        }
        return silence.get().activeFrom().isPresent()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "was never active",
                        "Alertmanager's clock may be behind",
                        List.of(pointer(evidence, silence.get()))));
    }

    /** From the first poll that saw it active to its planned end; only of a silence that was active. */
    static Episode window(SilenceRecord silence) {
        return new Episode(silence.activeFrom().orElse(silence.plannedFrom()), silence.end());
    }

    /** {@code silence "maintenance" (t+20.0s to t+60.0s)} without the word silence. */
    static String planned(Evidence evidence, String name) {
        return named(evidence, name)
                .map(silence -> " (" + at(silence.plannedFrom()) + " to " + at(silence.end()) + ")")
                .orElse("");
    }

    /** Alertmanager's views of an alert while the silence was active. */
    static List<View> views(AlertStory story, Episode window) {
        return story.views().stream()
                .filter(view -> window.overlaps(new Episode(view.from(), view.to())))
                .toList();
    }

    static boolean names(SilenceRecord silence, List<View> views) {
        return views.stream().anyMatch(view -> view.silencedBy().contains(silence.id()));
    }

    /** When the event recorder says that this silence withheld this alert. */
    static List<Duration> mutings(SilenceRecord silence, AlertStory story) {
        return silence.mutings().stream()
                .filter(muting -> story.isMine(muting.labels()))
                .map(SilenceRecord.Muting::at)
                .toList();
    }

    /** Alarms that got through while it was active; one at its very end is no longer inside. */
    static List<Delivery> leaks(SilenceRecord silence, AlertStory story) {
        Episode window = window(silence);
        return story.alarms().stream()
                .filter(alarm -> alarm.within(window) && alarm.at().compareTo(window.to()) < 0)
                .toList();
    }

    /** Alarms that were delivered before it began, so that nothing new was due while it was active. */
    static List<Delivery> earlier(SilenceRecord silence, AlertStory story) {
        return story.alarms().stream()
                .filter(alarm -> alarm.at().compareTo(window(silence).from()) < 0)
                .toList();
    }

    /** Its matchers beside the labels of an alert. */
    static String compared(SilenceRecord silence, AlertStory story) {
        return "the silence matches " + Words.list(silence.matchers()) + ", the alert has "
                + AlertSelector.text(story.labels());
    }
}
