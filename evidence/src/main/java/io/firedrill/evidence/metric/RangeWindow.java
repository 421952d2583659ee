package io.firedrill.evidence.metric;

import java.time.Duration;
import java.util.List;

/**
 * A range window in the expression of a rule. Source: Prometheus 3 {@code GET /api/v1/parse_query}.
 *
 * @param rule the name of the alert or of the recorded metric
 * @param group its rule group
 * @param selector what is looked back on, e.g. {@code errors_total{job="gateway"}}; empty for a subquery
 * @param window how far, at the pace of the run
 * @param feeders where its samples come from; empty if nothing was found that matches
 */
public record RangeWindow(String rule, String group, String selector, Duration window, List<Feeder> feeders) {
    /** Copies the list. */
    public RangeWindow {
        feeders = List.copyOf(feeders);
    }

    /**
     * Whether it looks back on an expression, and not on samples.
     *
     * @return true for {@code [10m:1m]}
     */
    public boolean isSubquery() {
        return selector.isEmpty();
    }

    /**
     * Where samples come from.
     *
     * @param name e.g. {@code job gateway}, {@code rule job:errors:rate5m}, {@code its steps}
     * @param interval the longest time between two of them
     */
    public record Feeder(String name, Duration interval) {}
}
