package io.firedrill.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * Which drill this is the evidence of.
 *
 * @param id stable identifier in kebab case, e.g. {@code slow-inference}
 * @param name what a person calls it
 * @param story one sentence: what is broken and what monitoring should do about it
 * @param startedAt clock zero: every offset in the evidence counts from this instant
 * @param observed how long the drill was watched, from clock zero
 */
public record DrillInfo(String id, String name, String story, Instant startedAt, Duration observed) {}
