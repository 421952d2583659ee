package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a system that records calls of LLMs has, beside the ledger.
 *
 * @param log all of it
 * @param pointer where it is in the evidence
 * @param byTrace what leads to a trace
 * @param stray how many records lead to no request of the ledger
 */
record RecordedCalls(LlmLog log, String pointer, Map<String, List<LlmCall>> byTrace, long stray) {
    RecordedCalls {
        byTrace = Map.copyOf(byTrace);
    }

    static String name(Witness witness) {
        return witness == Witness.HELICONE ? "Helicone" : "LangSmith";
    }

    /** There is no such system, or it could not be asked. */
    static Optional<Obstacle> unread(Evidence evidence, Witness witness) {
        return Gates.witness(evidence, witness)
                .or(() -> find(evidence, witness).isPresent()
                        ? Optional.empty()
                        : Optional.of(new Obstacle(
                                "there is no %s that could be asked".formatted(name(witness)),
                                "let a service of the workspace be called %s, or name it in the file of the system that runs"
                                        .formatted(Words.lower(witness.name())),
                                List.of("/llmLogs"))));
    }

    static RecordedCalls of(Evidence evidence, Witness witness) {
        LlmLog log = find(evidence, witness).orElseThrow();
        Set<String> known = new HashSet<>();
        evidence.ledger().forEach(entry -> known.add(entry.traceId()));
        Map<String, List<LlmCall>> byTrace = new HashMap<>(log.calls().stream()
                .filter(call -> call.traceId().isPresent())
                .collect(Collectors.groupingBy(call -> call.traceId().orElseThrow())));
        byTrace.keySet().retainAll(known);
        long led = byTrace.values().stream().mapToLong(List::size).sum();
        return new RecordedCalls(
                log,
                "/llmLogs/" + evidence.llmLogs().indexOf(log),
                byTrace,
                log.calls().size() - led);
    }

    private static Optional<LlmLog> find(Evidence evidence, Witness witness) {
        return evidence.llmLogs().stream()
                .filter(log -> log.witness() == witness)
                .findFirst();
    }

    List<LlmCall> of(LedgerEntry entry) {
        return byTrace.getOrDefault(entry.traceId(), List.of());
    }
}
