package io.firedrill.stacks.observe;

import io.firedrill.evidence.trace.Trace;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A trace that a backend answered with, not read yet: most are asked for several times, and read once.
 *
 * @param size grows with each span that arrives, and says no more than that
 * @param partial why the backend itself calls it incomplete
 * @param reader reads it, with times from clock zero; throws a {@link io.firedrill.stacks.StackException} if it cannot
 */
public record StoredTrace(long size, Optional<String> partial, Function<Instant, Trace> reader) {}
