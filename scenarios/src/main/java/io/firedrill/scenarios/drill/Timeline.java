package io.firedrill.scenarios.drill;

import io.firedrill.stacks.StackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Things to do, each at its time. They are done one after the other on the caller's thread: one that takes long makes
 * those after it late, and what is recorded are the times at which things really took effect. Confined.
 */
final class Timeline {
    private final Clock clock;
    private final List<Cue> cues = new ArrayList<>();

    Timeline(Clock clock) {
        this.clock = clock;
    }

    void at(Duration when, Runnable what) {
        cues.add(new Cue(when, what, false));
    }

    /** Later than that by as much as what was planned before it took longer than planned. */
    void following(Duration when, Runnable what) {
        cues.add(new Cue(when, what, true));
    }

    /** Returns once everything is done. */
    void play(Instant zero) {
        cues.sort(Comparator.comparing(Cue::when));
        Duration late = Duration.ZERO;
        for (Cue cue : cues) {
            await(zero.plus(cue.when()).plus(cue.follows() ? late : Duration.ZERO));
            cue.what().run();
            Duration behind = Duration.between(zero.plus(cue.when()), clock.instant());
            late = behind.compareTo(late) > 0 ? behind : late;
        }
    }

    private void await(Instant instant) {
        try {
            Duration left = Duration.between(clock.instant(), instant);
            while (left.toNanos() > 0) {
                Thread.sleep(Math.max(1, left.toMillis()));
                left = Duration.between(clock.instant(), instant);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted in the middle of a drill", e);
        }
    }

    private record Cue(Duration when, Runnable what, boolean follows) {}
}
