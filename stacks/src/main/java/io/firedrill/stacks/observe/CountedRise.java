package io.firedrill.stacks.observe;

import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A count of notifications went up between two moments: which groups may have been told.
 *
 * @param earliest when it may have been sent at the earliest
 * @param at when it was counted
 * @param labels those of the count: {@code integration}, and {@code receiver_name} where there is such a label
 * @param candidates the groups that were there, shown or not
 * @param obscured whether others may have been there as well
 * @param hiddenSince since when groups that nobody has seen are hidden; empty if there are none
 */
record CountedRise(
        Instant earliest,
        Instant at,
        Map<String, String> labels,
        List<CountedRise.Candidate> candidates,
        boolean obscured,
        Optional<Instant> hiddenSince) {
    CountedRise {
        labels = Map.copyOf(labels);
        candidates = List.copyOf(candidates);
    }

    /** An alert that was seen to leave its group, and when. */
    record Ended(Alert alert, Instant left) {}

    /**
     * One group that may have been told.
     *
     * @param key what it is known by
     * @param firing those of its alerts that fired before and after
     * @param ended those that had left it before
     * @param shown whether it had alerts that have not ended
     * @param settled whether nobody came or left so shortly before that the notification may have begun with or without them
     * @param old whether it was there before anybody looked, so that it may have been told of anything
     */
    record Candidate(
            CountSample.Key key, List<Alert> firing, List<Ended> ended, boolean shown, boolean settled, boolean old) {
        Candidate {
            firing = List.copyOf(firing);
            ended = List.copyOf(ended);
        }
    }

    String integration() {
        return integration(labels);
    }

    /** Whether it can be about a receiver at all. */
    boolean names(String receiver) {
        return names(labels, receiver);
    }

    static String integration(Map<String, String> count) {
        return count.getOrDefault("integration", "");
    }

    static boolean names(Map<String, String> count, String receiver) {
        return count.getOrDefault("receiver_name", receiver).equals(receiver);
    }
}
