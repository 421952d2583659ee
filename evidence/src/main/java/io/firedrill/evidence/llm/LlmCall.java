package io.firedrill.evidence.llm;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * One call of a model as somebody else has recorded it: a request of Helicone, of which a retry is one more, or a run of LangSmith.
 * Immutable.
 *
 * @param id as the system names it
 * @param at when it began, from clock zero
 * @param traceId the trace of the request that it belongs to; empty if nothing leads to one
 * @param failed whether it is recorded as an error
 * @param model which model answered, or was asked
 * @param input tokens of the prompt
 * @param output tokens of the answer
 * @param cost in USD, by the system's own price list; empty if it tells none
 */
public record LlmCall(
        String id,
        Duration at,
        Optional<String> traceId,
        boolean failed,
        String model,
        long input,
        long output,
        Optional<BigDecimal> cost) {}
