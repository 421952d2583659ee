package io.firedrill.evidence.llm;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import java.util.List;

/**
 * What one such system has of a drill. Immutable. Source: Helicone's {@code POST /v1/request/query-clickhouse}, or LangSmith's {@code
 * POST /runs/query} for runs of type {@code llm}.
 *
 * @param witness which system
 * @param calls those that began meanwhile, in order; empty also where the system could not be asked, which is a gap then
 * @param source where it was asked
 */
public record LlmLog(Witness witness, List<LlmCall> calls, Source source) {
    /** Copies the list. */
    public LlmLog {
        calls = List.copyOf(calls);
    }
}
