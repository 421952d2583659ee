package io.firedrill.stacks.platform;

import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The wait for a component that was just started. Thread-safe. */
final class Readying {
    static final int TAIL_LINES = 15;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final ComponentSpec spec;
    private final Reach reach;
    private final Component component;
    private final Supplier<Optional<Integer>> exitCode;

    /** The exit code is empty as long as the component runs. */
    Readying(ComponentSpec spec, Reach reach, Component component, Supplier<Optional<Integer>> exitCode) {
        this.spec = spec;
        this.reach = reach;
        this.component = component;
        this.exitCode = exitCode;
    }

    /** Returns when it can serve; one error when it ended or took too long. */
    void await() {
        Instant deadline = Instant.now().plus(DEADLINE);
        Optional<String> problem = spec.readiness().problem(reach);
        while (problem.isPresent()) {
            Optional<Integer> exit = exitCode.get();
            if (exit.isPresent()) {
                throw failed("ended with exit code " + exit.get() + " before it was ready", problem.get());
            }
            if (Instant.now().isAfter(deadline)) {
                throw failed("was not ready within " + DEADLINE.toSeconds() + " s", problem.get());
            }
            pause();
            problem = spec.readiness().problem(reach);
        }
    }

    private StackException failed(String what, String problem) {
        return new StackException(spec.name() + " " + what + ": " + problem + "\nthe end of its log:\n"
                + component.logTail().indent(2).stripTrailing());
    }

    private void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while waiting for " + spec.name(), e);
        }
    }
}
