package io.firedrill.scenarios.drill;

import io.firedrill.evidence.StackInfo;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.observe.Confidential;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Silences;
import java.time.Duration;
import java.util.Set;

/** What drills are held on, one at a time. Implementations are confined to one thread. */
public interface Ground {
    /**
     * What it consists of.
     *
     * @return as evidence
     */
    StackInfo info();

    /**
     * What turns it into evidence.
     *
     * @return the same each time
     */
    Recorder recorder();

    /**
     * Waits until what a drill will see is its own doing.
     *
     * @param drill what is to be held
     * @param within how long to wait at most
     * @throws io.firedrill.stacks.StackException naming what is in the way then
     */
    void awaitQuiet(Drill drill, Duration within);

    /**
     * The same, in the middle of a drill, right before something is broken for the first time.
     *
     * @param drill what is being held
     * @param within how long to wait at most
     * @throws io.firedrill.stacks.StackException naming what is in the way then
     */
    void awaitSteady(Drill drill, Duration within);

    /**
     * How long something takes here that is written for production.
     *
     * @param production how long there
     * @return the same, or less where everything is faster
     */
    Duration scaled(Duration production);

    /**
     * What sends a drill's traffic.
     *
     * @param drill what is to be held
     * @return not ready yet; to be closed
     */
    RunningLoad load(Drill drill);

    /**
     * Who makes silences.
     *
     * @return a new one, to be closed
     */
    Silences silences();

    /**
     * Breaks something.
     *
     * @param fault what and how
     * @param lease after how long it is mended by itself
     * @return the fault in force
     * @throws io.firedrill.stacks.StackException if it cannot be; nothing is broken then
     */
    ActiveFault inject(PlannedFault fault, Duration lease);

    /**
     * What must not be in telemetry.
     *
     * @param texts prompts and answers
     * @return those and the secrets
     */
    Confidential confidential(Set<String> texts);
}
