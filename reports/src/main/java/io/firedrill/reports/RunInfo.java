package io.firedrill.reports;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a report says about the run as a whole, beside its drills. Immutable.
 *
 * @param title what was drilled, in a few words, e.g. {@code Reference pipeline}
 * @param startedAt when the run began
 * @param took how long it lasted, from the first component started to the last drill judged
 * @param stack what was drilled
 * @param notes anything a reader must know to read the verdicts rightly, a sentence each
 * @param notRun the drills that were asked for and did not run; each counts against readiness
 * @param suite what was judged over all drills together; its evidence is {@code drill#/pointer}
 * @param ruleFiles the rule files as people edit them, so that a finding can point at a line; what Prometheus loaded may
 *     be a copy
 * @param system the endpoints of a system that already ran, or the configurations of a workspace; what was judged of them is
 *     in {@code suite}
 */
public record RunInfo(
        String title,
        Instant startedAt,
        Duration took,
        StackInfo stack,
        List<String> notes,
        List<NotRun> notRun,
        List<Judgement> suite,
        List<Path> ruleFiles,
        Optional<SystemSighting> system) {
    /** Copies the lists. */
    public RunInfo {
        notes = List.copyOf(notes);
        notRun = List.copyOf(notRun);
        suite = List.copyOf(suite);
        ruleFiles = List.copyOf(ruleFiles);
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
        this(title, startedAt, took, stack, List.of(), List.of(), List.of(), List.of(), Optional.empty());
    }

    /**
     * The same run with notes.
     *
     * @param notes a sentence each
     * @return a copy
     */
    public RunInfo withNotes(List<String> notes) {
        return new RunInfo(title, startedAt, took, stack, notes, notRun, suite, ruleFiles, system);
    }

    /**
     * The same run with drills that did not run.
     *
     * @param notRun those drills
     * @return a copy
     */
    public RunInfo withNotRun(List<NotRun> notRun) {
        return new RunInfo(title, startedAt, took, stack, notes, notRun, suite, ruleFiles, system);
    }

    /**
     * The same run with what was judged over all drills together.
     *
     * @param suite those judgements
     * @return a copy
     */
    public RunInfo withSuite(List<Judgement> suite) {
        return new RunInfo(title, startedAt, took, stack, notes, notRun, suite, ruleFiles, system);
    }

    /**
     * The same run with the rule files as people edit them.
     *
     * @param ruleFiles those files
     * @return a copy
     */
    public RunInfo withRuleFiles(List<Path> ruleFiles) {
        return new RunInfo(title, startedAt, took, stack, notes, notRun, suite, ruleFiles, system);
    }

    /**
     * The same run with the endpoints of the system that already ran.
     *
     * @param found what was found
     * @return a copy
     */
    public RunInfo withSystem(SystemSighting found) {
        return new RunInfo(title, startedAt, took, stack, notes, notRun, suite, ruleFiles, Optional.of(found));
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
