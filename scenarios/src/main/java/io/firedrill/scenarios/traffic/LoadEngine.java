package io.firedrill.scenarios.traffic;

import io.firedrill.stacks.StackException;

/** Something that can send traffic and tell what each request lived. Implementations are thread-safe. */
public interface LoadEngine {
    /**
     * Begins to start up; nothing is sent to the target before {@link RunningLoad#go()}.
     *
     * @param plan what to do
     * @return the load, about to be ready
     * @throws StackException if the engine cannot be started
     */
    RunningLoad start(LoadPlan plan);
}
