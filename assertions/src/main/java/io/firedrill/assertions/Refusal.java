package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * N05 where connections were refused. No inbox knows what was to come: that an alert was to be told is taken from when its
 * group was due, and that this failed from Alertmanager's own count of failed attempts.
 */
record Refusal(Expectation expected, AlertStory story, Outage outage, AlertSelector loss, List<String> pointers) {
    Verdict verdict() {
        Optional<FailedSends> failed = FailedSends.in(story.evidence());
        if (failed.isEmpty()) {
            return expected.unclear("nobody counted Alertmanager's failed attempts", "", pointers);
        }
        pointers.add(failed.get().pointer());
        if (story.firings().isEmpty()) {
            return Worst.neverFired(expected, story.pointer());
        }
        List<DueDelivery> tested = tested(failed.get());
        return tested.isEmpty()
                ? expected.unclear(
                        "was not due at %s while connections were refused (%s), so that nothing was put to the test"
                                .formatted(
                                        outage.whom(),
                                        Words.count(failed.get().during(outage.window()), "failed attempt")),
                        "",
                        pointers)
                : judged(tested, failed.get());
    }

    /** Due within the outage by a way that it had, active there until past that, and told to nobody, in spite of attempts. */
    private List<DueDelivery> tested(FailedSends failed) {
        List<Way> ways = story.receivers().stream()
                .flatMap(receiver -> Way.to(story.evidence(), receiver).stream())
                .filter(outage::covers)
                .toList();
        return DueDelivery.of(story, ways).stream()
                .filter(due -> failed.during(outage.window(), due.way().integration()) > 0)
                .filter(this::wasDue)
                .toList();
    }

    /** Its group is flushed when it is due, or as long after Alertmanager was first seen to have it; the later one counts. */
    private boolean wasDue(DueDelivery due) {
        Duration fired = due.firing().from();
        Episode until = new Episode(fired, outage.window().to());
        return Routes.flushed(story, due.way().receiver(), fired)
                        .map(flush -> flush.minus(fired))
                        .filter(wait -> story.views().stream()
                                .filter(view -> view.state().equals("active")
                                        && view.receivers().contains(due.way().receiver()))
                                .anyMatch(view -> flushed(due, view, wait)))
                        .isPresent()
                && accepted(due.way()).stream().noneMatch(delivery -> delivery.within(until));
    }

    private boolean flushed(DueDelivery due, View view, Duration wait) {
        Duration flush = Episode.later(due.firing().from(), view.from()).plus(wait);
        return outage.window().covers(flush)
                && view.to().compareTo(flush) >= 0
                && due.firing().to().compareTo(flush) >= 0;
    }

    private List<Delivery> accepted(Way way) {
        return story.alarms().stream()
                .filter(alarm -> alarm.way().equals(way) && alarm.accepted())
                .toList();
    }

    private Optional<Delivery> later(DueDelivery due) {
        return accepted(due.way()).stream()
                .filter(alarm -> alarm.at().compareTo(outage.window().to()) > 0)
                .findFirst();
    }

    private Verdict judged(List<DueDelivery> tested, FailedSends failed) {
        List<Way> ways = tested.stream().map(DueDelivery::way).toList();
        long attempts = ways.stream()
                .map(Way::integration)
                .distinct()
                .mapToLong(kind -> failed.during(outage.window(), kind))
                .sum();
        String refused = "was due at %s, where connections were refused (%s)"
                .formatted(Way.list(ways), Words.count(attempts, "failed attempt"));
        List<DueDelivery> lost =
                tested.stream().filter(due -> later(due).isEmpty()).toList();
        if (lost.isEmpty()) {
            List<Delivery> came =
                    tested.stream().flatMap(due -> later(due).stream()).toList();
            pointers.addAll(Delivery.pointers(came));
            return expected.kept(refused + ", and delivered " + Delivery.told(came), pointers);
        }
        return lost(lost, refused);
    }

    private Verdict lost(List<DueDelivery> lost, String refused) {
        Duration limit = lost.stream()
                .map(due -> Routes.to(story.evidence(), due.way().receiver(), story.labels())
                        .map(Route::groupInterval)
                        .orElse(Duration.ZERO))
                .reduce(OutageSurvived.LONGEST_FLUSH, Episode::later)
                .plus(outage.window().to())
                .plus(Routes.margin(story.evidence()));
        String where = Way.list(lost.stream().map(DueDelivery::way).toList());
        if (story.evidence().drill().observed().compareTo(limit) < 0) {
            return expected.unclear(
                    refused + ", and had not been delivered to " + where + " when the observation ended",
                    "watch until " + at(limit),
                    pointers);
        }
        return new LossAlerted(
                        expected,
                        loss,
                        outage,
                        refused + ", and never delivered to " + where,
                        new ArrayList<>(pointers))
                .verdict(story.evidence(), outage.window().from());
    }
}
