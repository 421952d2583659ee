package io.firedrill.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Which drill this is the evidence of.
 *
 * @param id stable identifier in kebab case, e.g. {@code slow-inference}
 * @param name what a person calls it
 * @param story one sentence: what is broken and what monitoring should do about it
 * @param startedAt clock zero: every offset in the evidence counts from this instant
 * @param observed how long the drill was watched, from clock zero
 */
public record DrillInfo(String id, String name, String story, Instant startedAt, Duration observed) {
    /**
     * The id of a drill.
     *
     * @param name what a person calls it
     * @return the same in kebab case; empty if it has no letter and no digit
     */
    public static String idOf(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
