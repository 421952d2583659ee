package io.firedrill.stacks.observe;

import java.time.Duration;

/**
 * How long a recorder waits for what lags behind the drill. Immutable.
 * @param counters for every target to be scraped again, and for the counters to stand still; four scrape intervals are
 *     granted in any case
 * @param export after the last request, before a trace can count as whole: how long the services keep spans to
 *     themselves, e.g. 5 s with the defaults of the OpenTelemetry SDKs ({@code OTEL_BSP_SCHEDULE_DELAY})
 * @param traces after that, for the traces to arrive and to stop growing
 * @param still how long nothing more must have come of what SDKs send from queues: errors, and calls of LLMs
 */
public record Patience(Duration counters, Duration export, Duration traces, Duration still) {
    /** Beside us, nothing lies between a queue and who takes from it. */
    private static final Duration NEAR = Duration.ofMillis(500);

    /** Ten seconds for counters and traces, and the SDKs' five seconds and one more for the export. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(6), Duration.ofSeconds(10));

    /**
     * Half a second for what is sent from queues.
     *
     * @param counters as above
     * @param export as above
     * @param traces as above
     */
    public Patience(Duration counters, Duration export, Duration traces) {
        this(counters, export, traces, NEAR);
    }

    /** Checks that none is negative, and that there is some for counters and traces. */
    public Patience {
        if (counters.isNegative()
                || counters.isZero()
                || traces.isNegative()
                || traces.isZero()
                || export.isNegative()) {
            throw new IllegalArgumentException("patience must be positive, but was " + counters + " for counters, "
                    + export + " for the export and " + traces + " for traces");
        }
    }
}
