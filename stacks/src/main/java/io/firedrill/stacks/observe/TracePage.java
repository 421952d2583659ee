package io.firedrill.stacks.observe;

import java.util.Set;

/**
 * One page of a search.
 *
 * @param traceIds 32 hex digits each
 * @param full whether it holds as many as were asked for, or was cut short otherwise: no proof of what is not in it
 */
public record TracePage(Set<String> traceIds, boolean full) {
    /** Copies the set. */
    public TracePage {
        traceIds = Set.copyOf(traceIds);
    }
}
