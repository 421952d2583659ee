package io.firedrill.reports;

import java.util.List;

/**
 * What one query of a dashboard's panel showed, over all drills.
 *
 * @param dashboard the title of the dashboard
 * @param panel the title of the panel
 * @param ref what the panel calls the query
 * @param query PromQL at the pace of the run
 * @param drew whether it drew something in any drill
 * @param drills the ids of the drills in which it drew something
 * @param moved the faults that it moved with, each once
 * @param advice what to do about it, with the series that is missing; empty if there is nothing to do
 */
public record CoveredPanel(
        String dashboard,
        String panel,
        String ref,
        String query,
        boolean drew,
        List<String> drills,
        List<String> moved,
        String advice) {
    /** Copies the lists. */
    public CoveredPanel {
        drills = List.copyOf(drills);
        moved = List.copyOf(moved);
    }
}
