package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.TraceDetail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What must be given before traces can be judged. */
final class TraceGates {
    private TraceGates() {}

    /** Nobody asked the trace backend, or it could not answer. */
    static Optional<Obstacle> looked(Evidence evidence) {
        return Gates.witness(evidence, Witness.TRACES)
                .or(() -> evidence.traces().lookedUp() > 0
                        ? Optional.empty()
                        : Optional.of(new Obstacle("no traces were looked up", "", List.of("/traces"))));
    }

    /** The backend does not keep what a promise is about. */
    static Optional<Obstacle> keeps(Evidence evidence, TraceDetail detail) {
        return evidence.traces().keeps(detail)
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        evidence.traces().source().system() + " does not keep " + detail.title(),
                        "",
                        List.of("/traces/lost")));
    }

    /** A name with capital letters is not found where those are lost. */
    static Optional<Obstacle> finds(Evidence evidence, List<String> services) {
        boolean capitals = services.stream().anyMatch(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
        return capitals ? keeps(evidence, TraceDetail.NAME_CASE) : Optional.empty();
    }

    /** Nothing was found. */
    static Optional<Obstacle> found(Evidence evidence) {
        return looked(evidence)
                .or(() -> evidence.traces().traces().isEmpty()
                        ? Optional.of(new Obstacle(
                                "none of %s was found (see T01)"
                                        .formatted(Words.count(evidence.traces().lookedUp(), "trace")),
                                "",
                                List.of("/traces")))
                        : Optional.empty());
    }

    /** Too few requests to speak of a share. */
    static Optional<Obstacle> enoughRequests(long requests, String did) {
        return requests >= TracedRequest.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %s %s (at least %d are needed)"
                                .formatted(Words.count(requests, "request"), did, TracedRequest.ENOUGH),
                        "",
                        List.of("/ledger")));
    }

    /** Too few traces of a kind to speak of a share. */
    static Optional<Obstacle> enough(int traces, String kind) {
        return traces >= TracedRequest.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "only %s of %s (at least %d are needed; see T01)"
                                .formatted(Words.count(traces, "trace"), kind, TracedRequest.ENOUGH),
                        "",
                        List.of("/traces/traces")));
    }
}
