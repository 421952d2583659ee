package io.firedrill.scenarios.drill;

import io.firedrill.stacks.StackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Things to do, each at its time. They are done one after the other on the caller's thread: one that takes long makes
 * those after it late, and what is recorded are the times at which things really took effect. Confined.
 */
final class Timeline {
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Runnable steady;
    private final Runnable check;
    private final List<Cue> cues = new ArrayList<>();

    /**
     * {@code steady}: waits, when the first thing is due, until it may be done; all of them are later by as much. {@code check}:
     * throws when nothing more may be done.
     */
    Timeline(Clock clock, Runnable steady, Runnable check) {
        this.clock = clock;
        this.steady = steady;
        this.check = check;
    }

    /** Hears the instant that times count from: zero, or later if the first thing had to wait. */
    void at(Duration when, Consumer<Instant> what) {
        cues.add(new Cue(when, what, false));
    }

    /** Later than that by as much as what was planned before it took longer than planned. */
    void following(Duration when, Runnable what) {
        cues.add(new Cue(when, from -> what.run(), true));
    }

    /** Returns once everything is done; with how much later than planned it all was for want of a steady state. */
    Duration play(Instant zero) {
        if (cues.isEmpty()) {
            return Duration.ZERO;
        }
        cues.sort(Comparator.comparing(Cue::when));
        Instant first = zero.plus(cues.get(0).when());
        await(first);
        steady.run();
        Duration waited = Duration.between(first, clock.instant());
        play(cues, zero.plus(waited));
        return waited;
    }

    private void play(List<Cue> sorted, Instant from) {
        Duration late = Duration.ZERO;
        for (Cue cue : sorted) {
            await(from.plus(cue.when()).plus(cue.follows() ? late : Duration.ZERO));
            cue.what().accept(from);
            Duration behind = Duration.between(from.plus(cue.when()), clock.instant());
            late = behind.compareTo(late) > 0 ? behind : late;
        }
    }

    private void await(Instant instant) {
        try {
            Duration left = Duration.between(clock.instant(), instant);
            check.run();
            while (left.toNanos() > 0) {
                Thread.sleep(Math.max(1, Math.min(left.toMillis(), GLANCE.toMillis())));
                check.run();
                left = Duration.between(clock.instant(), instant);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted in the middle of a drill", e);
        }
    }

    private record Cue(Duration when, Consumer<Instant> what, boolean follows) {}
}
