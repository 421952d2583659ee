package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    private static final PriceTable PRICES = GenAiOptions.USUAL.prices();

    @Test
    void cost_is_input_and_output_at_their_own_prices() {
        assertThat(PRICES.cost("drill-small", 1_000_000, 0)).hasValue(new BigDecimal("0.15"));
        assertThat(PRICES.cost("drill-small", 0, 1_000_000)).hasValue(new BigDecimal("0.60"));
        assertThat(PRICES.cost("drill-large", 70, 58))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.000755"));
    }

    @Test
    void no_tokens_cost_nothing() {
        assertThat(PRICES.cost("drill-small", 0, 0))
                .hasValueSatisfying(cost -> assertThat(cost).isZero());
    }

    @Test
    void model_without_a_price_has_no_cost() {
        assertThat(PRICES.cost("drill-tiny", 1, 1)).isEmpty();
        assertThat(PRICES.knows("drill-tiny")).isFalse();
    }

    @Test
    void prices_are_written_between_commas() {
        PriceTable table = PriceTable.read("small=0.15/0.60, large=2/8");

        assertThat(table.cost("large", 1_000_000, 1_000_000)).hasValue(new BigDecimal("10"));
        assertThatThrownBy(() -> PriceTable.read("small=0.15")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> new Environment(Map.of("LLM_PRICES", "cheap")).prices("LLM_PRICES", ""))
                .hasMessage("LLM_PRICES must be model=input/output between commas, in USD for a million tokens, but was"
                        + " 'cheap'");
    }
}
