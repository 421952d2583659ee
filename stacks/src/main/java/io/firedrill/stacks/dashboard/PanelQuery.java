package io.firedrill.stacks.dashboard;

/**
 * One query of one panel, ready to be asked.
 *
 * @param dashboard the title of its dashboard
 * @param panel the title of the panel; its type and id if it has none
 * @param ref what the panel calls the query, e.g. {@code A}
 * @param query PromQL at the pace of the run, without variables
 */
public record PanelQuery(String dashboard, String panel, String ref, String query) {
    /**
     * The same panel with another query.
     *
     * @param other PromQL
     * @return a new one
     */
    public PanelQuery asking(String other) {
        return new PanelQuery(dashboard, panel, ref, other);
    }
}
