package io.firedrill.assertions;

import io.firedrill.evidence.traffic.TokenUsage;
import java.math.BigDecimal;

/**
 * What the tokens of one model cost, in USD for a million of them. Immutable.
 *
 * @param input of the prompt
 * @param output of the answer
 */
public record TokenPrice(BigDecimal input, BigDecimal output) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    BigDecimal of(TokenUsage usage) {
        return input.multiply(BigDecimal.valueOf(usage.input()))
                .add(output.multiply(BigDecimal.valueOf(usage.output())))
                .divide(MILLION);
    }
}
