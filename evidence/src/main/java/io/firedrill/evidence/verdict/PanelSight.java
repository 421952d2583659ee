package io.firedrill.evidence.verdict;

import java.util.List;

/**
 * What one query of a dashboard's panel showed in a drill. Immutable.
 *
 * @param dashboard the title of the dashboard
 * @param panel the title of the panel
 * @param ref what the panel calls the query
 * @param query PromQL at the pace of the run
 * @param trouble why it drew nothing: what Prometheus said, or which series are missing; empty if it drew something
 * @param faults the names of the faults that bit
 * @param moved the names of those that it moved with
 */
public record PanelSight(
        String dashboard,
        String panel,
        String ref,
        String query,
        String trouble,
        List<String> faults,
        List<String> moved) {
    /** Copies the lists. */
    public PanelSight {
        faults = List.copyOf(faults);
        moved = List.copyOf(moved);
    }

    /**
     * Whether there was anything to see.
     *
     * @return true without trouble
     */
    public boolean drew() {
        return trouble.isEmpty();
    }
}
