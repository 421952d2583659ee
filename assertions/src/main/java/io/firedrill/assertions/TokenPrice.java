package io.firedrill.assertions;

import io.firedrill.evidence.traffic.TokenUsage;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What the tokens of one model cost, in USD for a million of them. Immutable.
 *
 * @param input of the prompt
 * @param output of the answer
 */
public record TokenPrice(BigDecimal input, BigDecimal output) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** What was used costs nothing where its model has no price. */
    static BigDecimal of(TokenUsage usage, Map<String, TokenPrice> prices) {
        TokenPrice price = prices.get(usage.model());
        return price == null ? BigDecimal.ZERO : price.of(usage);
    }

    private BigDecimal of(TokenUsage usage) {
        return input.multiply(BigDecimal.valueOf(usage.input()))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .divide(MILLION);
    }
}
