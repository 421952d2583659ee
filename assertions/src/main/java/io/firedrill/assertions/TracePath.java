package io.firedrill.assertions;

import io.firedrill.evidence.trace.Span;
import java.util.List;
import java.util.Optional;

/**
 * The way a request takes, as traces must show it: a server span of each service in order and, if wanted, a client span
 * to a database at the end. Immutable.
 *
 * @param services the service names, entry first
 * @param database whether a database call ({@code db.system} or {@code db.system.name}) must be in the trace
 */
public record TracePath(List<String> services, boolean database) {
    /** Checks and copies the services. */
    public TracePath {
        services = List.copyOf(services);
        if (services.isEmpty()) {
            throw new IllegalArgumentException("trace path must name at least one service, but was empty");
        }
    }

    /**
     * A path through services.
     *
     * @param services their names, entry first
     * @return a path without a database
     */
    public static TracePath through(String... services) {
        return new TracePath(List.of(services), false);
    }

    /**
     * The same, ending at a database.
     *
     * @return a new path
     */
    public TracePath toDatabase() {
        return new TracePath(services, true);
    }

    /** What the trace of a request lacks, in words; empty if it runs through all of the path. */
    Optional<String> missing(TracedRequest request) {
        if (request.tree().isEmpty()) {
            return Optional.of("the whole trace missing");
        }
        return missing(request.tree().get()).map(each -> each + " missing");
    }

    String entry() {
        return services.get(0);
    }

    /** The first that a trace lacks, each below the one before: services side by side are no way through them. */
    Optional<String> missing(TraceTree tree) {
        List<Span> above = List.of();
        for (int i = 0; i < services.size(); i++) {
            String service = services.get(i);
            List<Span> there = tree.serving(service);
            List<Span> upper = above;
            above = i == 0
                    ? there
                    : there.stream()
                            .filter(span -> tree.mayBeBelow(span, upper))
                            .toList();
            if (above.isEmpty()) {
                return Optional.of(there.isEmpty() ? service : below(service, services.get(i - 1)));
            }
        }
        return database ? missingDatabase(tree, above) : Optional.empty();
    }

    private Optional<String> missingDatabase(TraceTree tree, List<Span> above) {
        List<Span> calls = tree.databaseCalls();
        if (calls.stream().anyMatch(span -> tree.mayBeBelow(span, above))) {
            return Optional.empty();
        }
        return Optional.of(calls.isEmpty() ? Hops.DATABASE : below(Hops.DATABASE, services.get(services.size() - 1)));
    }

    private static String below(String one, String other) {
        return one + " below " + other;
    }

    @Override
    public String toString() {
        return String.join(" -> ", services) + (database ? " -> database" : "");
    }
}
