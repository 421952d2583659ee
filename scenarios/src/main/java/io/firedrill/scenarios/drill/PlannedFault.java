package io.firedrill.scenarios.drill;

import io.firedrill.stacks.fault.Fault;
import java.time.Duration;

/**
 * A fault on the timeline of a drill. Immutable.
 *
 * @param name what the drill calls it; promises refer to it
 * @param target the link as {@code caller->callee}, or the process for a fault of a process
 * @param fault how it is broken
 * @param from when it begins, from clock zero
 * @param to when it ends; what is slow to break or mend (a process that starts again) takes effect later
 */
public record PlannedFault(String name, String target, Fault fault, Duration from, Duration to) {
    /** Requires that it lasts. */
    public PlannedFault {
        if (from.isNegative() || to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("fault " + name
                    + " must begin at or after 0 and end after it began, but was " + from + " to " + to);
        }
    }
}
