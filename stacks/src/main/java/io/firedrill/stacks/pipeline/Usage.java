package io.firedrill.stacks.pipeline;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one completion used.
 *
 * @param completionId the provider's id of it
 * @param model which model answered
 * @param inputTokens of the prompt
 * @param outputTokens of the answer
 * @param cost in USD; empty if the model has no price
 */
record Usage(String completionId, String model, long inputTokens, long outputTokens, Optional<BigDecimal> cost) {
    static Usage of(Completion completion, PriceTable prices) {
        return new Usage(
                completion.id(),
                completion.model(),
                completion.inputTokens(),
                completion.outputTokens(),
                prices.cost(completion.model(), completion.inputTokens(), completion.outputTokens()));
    }
}
