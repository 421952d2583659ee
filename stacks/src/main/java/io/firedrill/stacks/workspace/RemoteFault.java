package io.firedrill.stacks.workspace;

import java.time.Duration;

/**
 * What a drill breaks on a system that already runs. Immutable.
 *
 * @param on the command line that breaks something, run by {@code sh} in the folder of the file
 * @param off the one that mends it; run more than once if need be
 * @param from how long after the begin of the drill it is broken
 * @param lasts for how long; it is mended then whatever happens
 */
public record RemoteFault(String on, String off, Duration from, Duration lasts) {
    private static final Duration FROM = Duration.ofSeconds(15);

    /**
     * When it is mended.
     *
     * @return how long after the begin of the drill
     */
    public Duration to() {
        return from.plus(lasts);
    }

    static RemoteFault read(Section section) {
        try (section) {
            return new RemoteFault(
                    section.required("on"),
                    section.required("off"),
                    section.duration("from").orElse(FROM),
                    section.duration("for")
                            .orElseThrow(() -> section.error("for", "is missing: how long does it stay broken?")));
        }
    }
}
