package io.firedrill.scenarios.drill;

import io.firedrill.stacks.observe.SilencePlan;
import io.firedrill.stacks.workspace.SilenceFile;
import io.firedrill.stacks.workspace.TimeScale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A silence on the timeline of a drill. Immutable.
 *
 * @param name what the drill calls it; promises refer to it
 * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}
 * @param from when it begins, from clock zero
 * @param lasts how long
 * @param author who makes it
 * @param comment why
 * @param removed when it is removed by hand, from clock zero; empty if it is left to end by itself
 */
public record PlannedSilence(
        String name,
        List<String> matchers,
        Duration from,
        Duration lasts,
        String author,
        String comment,
        Optional<Duration> removed) {
    /** Copies the matchers. */
    public PlannedSilence {
        matchers = List.copyOf(matchers);
        if (from.isNegative()) {
            throw new IllegalArgumentException("silence " + name + " must begin at or after 0, but was " + from);
        }
    }

    /**
     * A silence that is left to end by itself.
     *
     * @param name what the drill calls it; promises refer to it
     * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}
     * @param from when it begins, from clock zero
     * @param lasts how long
     * @param author who makes it
     * @param comment why
     */
    public PlannedSilence(
            String name, List<String> matchers, Duration from, Duration lasts, String author, String comment) {
        this(name, matchers, from, lasts, author, comment, Optional.empty());
    }

    /**
     * The same silence, removed before its end.
     *
     * @param at from clock zero, after its begin; once it has ended by itself, nothing is left to remove
     * @return a new silence
     */
    public PlannedSilence removedAt(Duration at) {
        if (at.compareTo(from) <= 0) {
            throw new IllegalArgumentException(
                    "silence " + name + " must be removed after it began at " + from + ", but is at " + at);
        }
        return new PlannedSilence(name, matchers, from, lasts, author, comment, Optional.of(at));
    }

    /**
     * A silence that a workspace keeps as a file, at the pace of a run; left to end by itself, whatever the file says.
     *
     * @param file the file
     * @param from when it begins, from clock zero
     * @param scale the time scale that its duration is divided by
     * @return the silence
     */
    public static PlannedSilence of(SilenceFile file, Duration from, TimeScale scale) {
        return new PlannedSilence(
                file.name(), file.matchers(), from, scale.scale(file.duration()), file.author(), file.comment());
    }

    /**
     * When it ends.
     *
     * @return from clock zero
     */
    public Duration to() {
        Duration byItself = from.plus(lasts);
        return removed.filter(at -> at.compareTo(byItself) < 0).orElse(byItself);
    }

    SilencePlan at(Instant zero) {
        return new SilencePlan(name, matchers, zero.plus(from), lasts, author, comment);
    }
}
