package io.firedrill.stacks.pipeline;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens cost, in USD. Immutable.
 *
 * @param prices by model
 */
record PriceTable(Map<String, Price> prices) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    PriceTable {
        prices = Map.copyOf(prices);
    }

    /** USD for a million tokens. */
    record Price(BigDecimal input, BigDecimal output) {
        static Price of(String input, String output) {
            return new Price(new BigDecimal(input), new BigDecimal(output));
        }
    }

    /** {@code model=input/output,...}; a {@link NumberFormatException} for anything else. */
    static PriceTable read(String written) {
        Map<String, Price> prices = new LinkedHashMap<>();
        for (String entry : written.split(",")) {
            String[] parts = entry.strip().split("[=/]", -1);
            if (parts.length != 3) {
                throw new NumberFormatException(entry);
            }
            prices.put(parts[0].strip(), Price.of(parts[1].strip(), parts[2].strip()));
        }
        return new PriceTable(prices);
    }

    boolean knows(String model) {
        return prices.containsKey(model);
    }

    /** In USD, exactly; empty for a model without a price. */
    Optional<BigDecimal> cost(String model, long inputTokens, long outputTokens) {
        return Optional.ofNullable(prices.get(model))
                .map(price -> price.input()
                        .multiply(BigDecimal.valueOf(inputTokens))
                        .add(price.output().multiply(BigDecimal.valueOf(outputTokens)))
                        .divide(MILLION));
    }
}
