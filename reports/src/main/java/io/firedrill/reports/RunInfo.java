package io.firedrill.reports;

import io.firedrill.evidence.StackInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a report says about the run as a whole, beside its drills. Immutable.
 *
 * @param title what was drilled, in a few words, e.g. {@code Reference pipeline}
 * @param startedAt when the run began
 * @param took how long it lasted, from the first component started to the last drill judged
 * @param stack what was drilled
 * @param notes anything a reader must know to read the verdicts rightly, a sentence each
 * @param notRun the drills that were asked for and did not run; each counts against readiness
 */
public record RunInfo(
        String title, Instant startedAt, Duration took, StackInfo stack, List<String> notes, List<NotRun> notRun) {
    /** Copies the lists. */
    public RunInfo {
        notes = List.copyOf(notes);
        notRun = List.copyOf(notRun);
    }

    /**
     * A run without notes, in which every drill ran.
     *
     * @param title what was drilled
     * @param startedAt when the run began
     * @param took how long it lasted
     * @param stack what was drilled
     */
    public RunInfo(String title, Instant startedAt, Duration took, StackInfo stack) {
        this(title, startedAt, took, stack, List.of(), List.of());
    }

    /**
     * A drill that did not run.
     *
     * @param id its stable identifier
     * @param name what a person calls it
     * @param reason why it did not run, in a sentence
     */
    public record NotRun(String id, String name, String reason) {}
}
