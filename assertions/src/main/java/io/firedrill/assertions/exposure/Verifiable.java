package io.firedrill.assertions.exposure;

import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.SystemSighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What could be verified on a system, by what its endpoints answer.
 *
 * @param what in words
 * @param checks the checks that it takes, e.g. {@code A01 to A04, A09}
 * @param missing what is missing for it, empty if nothing is
 */
public record Verifiable(String what, String checks, List<String> missing) {
    private static final String PROMETHEUS = "prometheus";
    private static final String ALERTMANAGER = "alertmanager";
    private static final String DELIVERED = "A01, A09, N01";

    /** Copies the list. */
    public Verifiable {
        missing = List.copyOf(missing);
    }

    /**
     * Whether it can be verified.
     *
     * @return true if nothing is missing
     */
    public boolean isPossible() {
        return missing.isEmpty();
    }

    /**
     * What can and what cannot be verified.
     *
     * @param system what was found
     * @param heard whether there is an inbox or an event log that tells what is delivered
     * @return one for each kind of thing, always the same ones
     */
    public static List<Verifiable> of(SystemSighting system, boolean heard) {
        return List.of(
                needs(
                        system,
                        "how alerts told of incidents of the past",
                        "judge",
                        Map.of(PROMETHEUS, List.of("queries", "rules"))),
                needs(
                        system,
                        "alerts fire and end in time",
                        "A01 to A04, A09, A15 to A20",
                        Map.of(PROMETHEUS, List.of("queries", "rules", "configuration"))),
                routed(system),
                heard ? new Verifiable("they are delivered", DELIVERED, List.of()) : counted(system),
                needs(
                        system,
                        "metrics tell the truth",
                        "M01 to M07",
                        Map.of(PROMETHEUS, List.of("queries", "targets", "configuration"), "entry", List.of("health"))),
                needs(system, "traces span the whole path", "T01 to T13, L04", Map.of("traces", List.of("services"))));
    }

    /** Receivers cannot be asked. */
    private static Verifiable counted(SystemSighting system) {
        Verifiable counted = needs(
                system,
                "they are delivered, as Alertmanager counts",
                DELIVERED,
                Map.of(ALERTMANAGER, List.of("metrics")));
        return counted.isPossible()
                ? counted
                : new Verifiable(
                        "they are delivered",
                        DELIVERED,
                        List.of("a witness of it: remote.inbox, remote.events, or "
                                + String.join(", ", counted.missing())));
    }

    private static Verifiable routed(SystemSighting system) {
        return needs(
                system,
                "they are routed, grouped, inhibited and silenced",
                "A05, A10 to A12, S01 to S06",
                Map.of(PROMETHEUS, List.of("queries", "rules"), ALERTMANAGER, List.of("status", "alerts", "silences")));
    }

    private static Verifiable needs(
            SystemSighting system, String what, String checks, Map<String, List<String>> topics) {
        List<String> missing = new ArrayList<>();
        topics.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(kind -> kind.equals(PROMETHEUS) ? "" : kind)))
                .forEach(each -> missing.addAll(missing(system, each.getKey(), each.getValue())));
        return new Verifiable(what, checks, missing);
    }

    /** By their kind, or by their name where any of several kinds will do. */
    private static List<String> missing(SystemSighting system, String which, List<String> topics) {
        List<EndpointSighting> endpoints = system.endpoints().stream()
                .filter(each -> each.kind().equals(which) || each.name().equals(which))
                .toList();
        if (endpoints.isEmpty()) {
            return List.of("remote." + which + ", which the file does not name");
        }
        return endpoints.stream()
                .flatMap(endpoint -> topics.stream()
                        .filter(topic -> !endpoint.gives(topic))
                        .map(topic -> topic + " of " + endpoint.name()))
                .toList();
    }
}
