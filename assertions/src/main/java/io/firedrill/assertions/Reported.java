package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an error tracker has, beside what failed. */
final class Reported {
    private Reported() {}

    /** There is no error tracker, or it could not be asked. */
    static Optional<Obstacle> unread(Evidence evidence) {
        return Gates.witness(evidence, Witness.ERRORS)
                .or(() -> evidence.errors().asked()
                        ? Optional.empty()
                        : Optional.of(new Obstacle(
                                "there is no error tracker that could be asked",
                                "let a service report to sentry: a link SERVICE->sentry in the workspace",
                                List.of("/errors"))));
    }

    /** Requests that were answered 5xx. */
    static List<LedgerEntry> failed(Evidence evidence) {
        return evidence.ledger().stream().filter(Reported::isFailure).toList();
    }

    static List<LedgerEntry> failed(Evidence evidence, FaultRecord fault) {
        return Faults.during(evidence, fault).stream()
                .filter(Reported::isFailure)
                .toList();
    }

    private static boolean isFailure(LedgerEntry entry) {
        return entry.status().filter(status -> status >= 500).isPresent();
    }

    /** Those that belong to one of these requests. */
    static List<ErrorEvent> of(Evidence evidence, List<LedgerEntry> requests) {
        Set<String> traces = new HashSet<>();
        requests.forEach(request -> traces.add(request.traceId()));
        return evidence.errors().events().stream()
                .filter(event -> event.traceId().filter(traces::contains).isPresent())
                .toList();
    }

    /** How many of these requests are reported, however often. */
    static long told(Evidence evidence, List<LedgerEntry> requests) {
        return of(evidence, requests).stream()
                .flatMap(event -> event.traceId().stream())
                .distinct()
                .count();
    }

    static String pointer(Evidence evidence, ErrorEvent event) {
        return "/errors/events/" + evidence.errors().events().indexOf(event);
    }

    /** Too few to tell anything. */
    static Optional<Obstacle> few(List<LedgerEntry> failed) {
        return failed.size() >= TracedRequest.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %s failed (at least %d are needed)"
                                .formatted(Words.count(failed.size(), "request"), TracedRequest.ENOUGH),
                        "",
                        List.of("/ledger")));
    }
}
