package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** An alert that fired under a silence and was not delivered: whether that was the silence's doing. */
record SilencedAlert(AlertStory story, SilenceRecord silence, AlertSelector control) {
    private static final String REMOTE = "remote";

    Episode window() {
        return Silences.window(silence);
    }

    /** Its first stretch of firing that reaches into the window. */
    Optional<Episode> firing() {
        return story.firings().stream().filter(window()::overlaps).findFirst();
    }

    List<View> views() {
        return Silences.views(story, window());
    }

    /** Alarms of the control at a receiver of the alert, inside the window. */
    List<Delivery> controls() {
        List<Delivery> controls = new ArrayList<>();
        Set<String> receivers = receivers();
        for (AlertStory each : AlertStory.of(story.evidence(), control)) {
            each.alarms().stream()
                    .filter(alarm -> alarm.accepted() && alarm.within(window()))
                    .filter(alarm -> receivers.contains(alarm.receiver()))
                    .forEach(controls::add);
        }
        return controls;
    }

    /** Whom it is routed to; on a system that already ran, as far as they are seen to be sent anything. */
    private SortedSet<String> receivers() {
        SortedSet<String> receivers = new TreeSet<>(story.receivers());
        if (story.evidence().stack().mode().equals(REMOTE)) {
            receivers.removeIf(receiver -> story.evidence().notifications().stream()
                    .noneMatch(notification -> notification.receiver().equals(receiver)));
        }
        return receivers;
    }

    private SortedSet<String> unseen() {
        SortedSet<String> unseen = new TreeSet<>(story.receivers());
        unseen.removeAll(receivers());
        return unseen;
    }

    /** Why the quiet proves nothing about the silence; empty if it does. */
    Optional<String> unproven() {
        if (story.receivers().isEmpty()) {
            return Optional.of("Alertmanager routes " + story.name() + " nowhere (see A05)");
        }
        if (receivers().isEmpty()) {
            return Optional.of("what " + Words.list(unseen()) + " was sent nobody saw");
        }
        if (!receivers().stream().allMatch(this::isControlled)) {
            return Optional.of("the control alert " + control + " was not delivered to " + Words.list(receivers())
                    + " while the silence was active, so a dead receiver would look the same");
        }
        if (!mutings().isEmpty()) {
            return Optional.empty();
        }
        Set<String> others = others();
        return others.isEmpty()
                ? receivers().stream()
                        .flatMap(receiver -> unchallenged(receiver).stream())
                        .findFirst()
                : Optional.of(story.name() + " was also held back by " + Words.list(others));
    }

    String proof() {
        Delivery control = controls().get(0);
        List<Duration> mutings = mutings();
        return "%s fired from %s, Alertmanager silenced it by this silence and delivered nothing"
                        .formatted(story.name(), at(firing().orElseThrow().from()))
                + (mutings.isEmpty()
                        ? " (no muting was recorded)"
                        : " (" + Words.count(mutings.size(), "muting") + " recorded, the first at " + at(mutings.get(0))
                                + ")")
                + ", while the control was delivered " + control.told()
                + (unseen().isEmpty() ? "" : "; what " + Words.list(unseen()) + " was sent nobody saw");
    }

    private boolean isControlled(String receiver) {
        return controls().stream().anyMatch(alarm -> alarm.receiver().equals(receiver));
    }

    private List<Duration> mutings() {
        return Silences.mutings(silence, story).stream()
                .filter(window()::covers)
                .toList();
    }

    private Set<String> others() {
        Set<String> others = new TreeSet<>();
        for (View view : views()) {
            view.silencedBy().stream()
                    .filter(id -> !id.equals(silence.id()))
                    .forEach(id -> others.add("silence " + id));
            view.inhibitedBy().forEach(id -> others.add("inhibition by " + id));
        }
        return others;
    }

    /** The silence was put to the test only if a notification was due while it was active and the alert fired. */
    private Optional<String> unchallenged(String receiver) {
        Episode firing = firing().orElseThrow();
        Duration margin = Routes.margin(story.evidence());
        Optional<Duration> due = Routes.due(story, receiver, firing.from());
        if (due.isEmpty()) {
            return Optional.of(
                    "Alertmanager's route to " + receiver + " is not known, nor when it would have notified");
        }
        Duration until = Episode.earlier(firing.to(), window().to());
        boolean tested = due.get().plus(margin).compareTo(until) <= 0
                && due.get().plus(margin).compareTo(window().from()) >= 0;
        return tested
                ? Optional.empty()
                : Optional.of(
                        "the silence was not put to the test: a notification was due at %s, the alert fired %s, the silence was active %s"
                                .formatted(at(due.get()), firing, window()));
    }
}
