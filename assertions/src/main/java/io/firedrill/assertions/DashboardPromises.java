package io.firedrill.assertions;

import java.util.Map;
import java.util.Set;

/** The promises about the dashboards of a workspace ({@code monitoring.dashboards}). Thread-safe. */
public final class DashboardPromises {
    private DashboardPromises() {}

    /**
     * D01: Prometheus takes the query of every panel, and each draws something while requests are sent: one that does in less than
     * a tenth of the time does so by chance. Without traffic one that draws nothing is
     * inconclusive, and so is all if a query could not be asked.
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

    /**
     * D03: what a team must be able to see is on a dashboard: for each signal there is a panel that asks for its metric, or for
     * what recording rules make of it. Whether the panel draws anything is D01's. Inconclusive without dashboards, or if none asks
     * for it and the drill did not read what rules record ({@code metrics()}).
     *
     * @param what what the signals are together, e.g. {@code golden signals}
     * @param signals by name the metric that carries each; with a label in braces, as in {@code requests_total{status}}, only a
     *     query that names the label too
     * @return the promise
     * @throws IllegalArgumentException if a metric is written otherwise
     */
    public static Promise panelsCover(String what, Map<String, String> signals) {
        return new PanelsCover(what, signals);
    }
}
