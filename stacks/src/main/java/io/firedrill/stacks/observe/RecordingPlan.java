package io.firedrill.stacks.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a recorder reads beyond alerts, silences, notifications and targets, which it always reads. Immutable.
 *
 * @param counters the counters whose increase is measured
 * @param traces whether the traces of the ledger are looked up
 */
public record RecordingPlan(List<Counter> counters, boolean traces) {
    /** Copies the counters. */
    public RecordingPlan {
        counters = List.copyOf(counters);
        Set<String> names = new HashSet<>();
        for (Counter counter : counters) {
            if (!names.add(counter.name())) {
                throw new IllegalArgumentException("counter name must be unique, but was twice " + counter.name());
            }
        }
    }

    /**
     * A plan that reads counters and no traces.
     *
     * @param counters the counters, each under its own name
     * @return the plan
     */
    public static RecordingPlan counting(List<Counter> counters) {
        return new RecordingPlan(counters, false);
    }

    /**
     * The same plan, with the traces of the ledger.
     *
     * @return a new plan
     */
    public RecordingPlan withTraces() {
        return new RecordingPlan(counters, true);
    }

    /**
     * A counter to read before and after.
     *
     * @param name what is counted; promises refer to it
     * @param query PromQL without {@code rate} or {@code increase}; the values of all series it gives are added up
     */
    public record Counter(String name, String query) {}
}
