package io.firedrill.stacks.pipeline;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What tokens cost, in USD. Immutable. */
final class PriceTable {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private static final Map<String, Price> PRICES =
            Map.of("drill-small", Price.of("0.15", "0.60"), "drill-large", Price.of("2.50", "10.00"));

    private PriceTable() {}

    /** USD for a million tokens. */
    private record Price(BigDecimal input, BigDecimal output) {
        static Price of(String input, String output) {
            return new Price(new BigDecimal(input), new BigDecimal(output));
        }
    }

    static boolean knows(String model) {
        return PRICES.containsKey(model);
    }

    /** In USD, exactly; empty for a model without a price. */
    static Optional<BigDecimal> cost(String model, long inputTokens, long outputTokens) {
        return Optional.ofNullable(PRICES.get(model))
                .map(price -> price.input()
                        .multiply(BigDecimal.valueOf(inputTokens))
                        .add(price.output().multiply(BigDecimal.valueOf(outputTokens)))
                        .divide(MILLION));
    }
}
