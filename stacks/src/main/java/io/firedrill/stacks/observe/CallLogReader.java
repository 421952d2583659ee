package io.firedrill.stacks.observe;

import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.evidence.llm.LlmLog;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What systems that record calls of LLMs have of a drill.
 *
 * @param logs those that are asked
 * @param still how long nothing more must have come
 * @param gaps where it is written down that one could not be
 */
record CallLogReader(List<CallLog> logs, Duration still, Gaps gaps) {
    List<LlmLog> read(Instant zero, List<LedgerEntry> ledger) {
        Set<String> traces = ledger.stream().map(LedgerEntry::traceId).collect(Collectors.toSet());
        return logs.stream()
                .map(log -> new LlmLog(
                        log.witness(),
                        gaps.read(
                                log.witness(),
                                log.source(),
                                List.<LlmCall>of(),
                                () -> Settled.list(still, () -> ofTheDrill(log, zero, traces))),
                        log.source()))
                .toList();
    }

    /** What leads to a request of the drill is of it, also where another clock says that it came before. */
    private static List<LlmCall> ofTheDrill(CallLog log, Instant zero, Set<String> traces) {
        return log.calls(zero, traces).stream()
                .filter(call -> !call.at().isNegative()
                        || call.traceId().filter(traces::contains).isPresent())
                .toList();
    }
}
