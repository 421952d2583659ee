package io.firedrill.assertions;

import java.util.Set;

/** The promises about dashboards, which a drill keeps that calls {@code dashboards()}. Thread-safe. */
public final class DashboardPromises {
    private DashboardPromises() {}

    /**
     * D01: Prometheus takes the query of every panel, and each draws something during the drill. Inconclusive without traffic,
     * or if a query could not be asked.
     *
     * @param troubleOnly titles of the panels that draw only in trouble; their queries must be taken all the same, and {@link
     *     #panelRises} is for what they draw
     * @return the promise
     */
    public static Promise panelsDraw(String... troubleOnly) {
        return new PanelsDraw(Set.of(troubleOnly));
    }

    /**
     * D02: a panel shows a fault by rising, or by drawing something at all: in the second half of the fault the median of one of
     * its series is at least twice what it was before, and what it would have come to by itself. Inconclusive if the fault did
     * not bite.
     *
     * @param panel the title of the panel
     * @param fault the name of the fault
     * @return the promise
     */
    public static Promise panelRises(String panel, String fault) {
        return new PanelMoves(panel, fault, true);
    }

    /**
     * D02: a panel shows a fault by falling: one of its series to half of what it was, and would have come to by itself.
     *
     * @param panel the title of the panel
     * @param fault the name of the fault
     * @return the promise
     */
    public static Promise panelFalls(String panel, String fault) {
        return new PanelMoves(panel, fault, false);
    }

    /**
     * D02: a panel about alerts shows one that fires: a series bears its name, or one of the panel's numbers rises with it.
     * Inconclusive if it did not fire.
     *
     * @param panel the title of the panel
     * @param alert what it must show
     * @return the promise
     */
    public static Promise panelShows(String panel, AlertSelector alert) {
        return new PanelShows(panel, alert);
    }
}
