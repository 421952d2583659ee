package io.firedrill.stacks.workspace;

import java.util.Optional;

/**
 * How much may be sent to a system that already runs, and when no more: {@code remote.traffic}. Immutable.
 *
 * @param atMost requests a second
 * @param query PromQL that gives one number: how much of the error budget is spent, whatever that is for the system
 * @param above no request is sent while it is above this
 */
public record TrafficLimits(double atMost, String query, double above) {
    private static final double FEW = 5;

    /** There must be a guard wherever there may be traffic. */
    static Optional<TrafficLimits> read(Section remote, boolean permitted) {
        try (Section section = remote.section("traffic")) {
            double atMost = section.number("at-most").orElse(FEW);
            if (!(atMost > 0)) {
                throw section.error("at-most", "must be more than no request a second, but was " + atMost);
            }
            Optional<Section> written = section.node("stop-when").map(any -> section.section("stop-when"));
            if (permitted && written.isEmpty()) {
                throw remote.error(
                        "permissions",
                        "permits traffic that nothing stops: add remote.traffic.stop-when, with a query of the error"
                                + " budget and the value above which no more is sent");
            }
            return written.map(guard -> read(guard, atMost));
        }
    }

    private static TrafficLimits read(Section guard, double atMost) {
        try (guard) {
            return new TrafficLimits(
                    atMost,
                    guard.required("query"),
                    guard.number("above")
                            .filter(Double::isFinite)
                            .orElseThrow(() -> guard.error("above", "must be a number: no more is sent above it")));
        }
    }
}
