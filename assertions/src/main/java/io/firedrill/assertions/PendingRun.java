package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.alert.AlertPeriod;
import java.time.Duration;
import java.util.List;

/** The pending periods that led to a firing evaluation. Only the last counts: when the condition stops, `for` starts anew. */
record PendingRun(AlertStory story, Duration interval, List<AlertPeriod> pending, Duration firedAt) {
    Duration waited() {
        return pending.isEmpty() ? Duration.ZERO : firedAt.minus(last().from());
    }

    /** From the very first pending period: what was waited if the gaps are missing evaluations. */
    Duration longest() {
        return pending.isEmpty() ? Duration.ZERO : firedAt.minus(pending.get(0).from());
    }

    /** Whether there are fewer samples from the start of the last period to the firing one than there must be. */
    boolean missesEvaluations() {
        if (pending.isEmpty()) {
            return false;
        }
        long evaluations = Math.round((double) waited().toNanos() / Math.max(1, interval.toNanos()));
        return last().samples() < evaluations;
    }

    String text() {
        if (pending.isEmpty()) {
            return "fired at " + at(firedAt) + " without having been pending";
        }
        String before = pending.size() == 1
                ? ""
                : ", after " + count(pending.size() - 1, "pending period") + " in which the condition did not last";
        return "was pending for %s, from %s until it fired at %s"
                        .formatted(length(waited()), at(last().from()), at(firedAt))
                + before;
    }

    private AlertPeriod last() {
        return pending.get(pending.size() - 1);
    }
}
