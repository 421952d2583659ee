package io.firedrill.scenarios.session;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;

/**
 * How many drills are held at a time: the setting {@code firedrill.parallel}. Without it as many as the machine has cores,
 * at most four, and no more than it holds (see {@link Machine}). Where ports are pinned only one stack can stand.
 * Thread-safe.
 */
final class Parallel {
    static final String SETTING = "firedrill.parallel";
    private static final int MOST = 4;

    private Parallel() {}

    static int of(Settings settings, Workspace workspace) {
        int cores = Math.max(1, Math.min(MOST, Runtime.getRuntime().availableProcessors()));
        int asked = settings.find(SETTING).map(Parallel::parse).orElse(cores);
        return workspace.stack().ports().isEmpty() ? asked : 1;
    }

    /** Who asks for a number gets it, whatever the machine holds. */
    static Machine on(Machine machine, Settings settings) {
        settings.find(SETTING).map(Parallel::parse).ifPresent(machine::allow);
        return machine;
    }

    private static int parse(String written) {
        if (!written.matches("[1-9]\\d?")) {
            throw new StackException(
                    SETTING + ": '" + written + "' is no number of drills; write 1 to hold one after the"
                            + " other, or how many are held at a time, up to 99");
        }
        return Integer.parseInt(written);
    }
}
