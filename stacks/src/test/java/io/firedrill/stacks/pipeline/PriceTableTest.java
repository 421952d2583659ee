package io.firedrill.stacks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class PriceTableTest {
    @Test
    void cost_is_input_and_output_at_their_own_prices() {
        assertThat(PriceTable.cost("drill-small", 1_000_000, 0)).hasValue(new BigDecimal("0.15"));
        assertThat(PriceTable.cost("drill-small", 0, 1_000_000)).hasValue(new BigDecimal("0.60"));
        assertThat(PriceTable.cost("drill-large", 70, 58))
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.000755"));
    }

    @Test
    void no_tokens_cost_nothing() {
        assertThat(PriceTable.cost("drill-small", 0, 0))
                .hasValueSatisfying(cost -> assertThat(cost).isZero());
    }

    @Test
    void model_without_a_price_has_no_cost() {
        assertThat(PriceTable.cost("drill-tiny", 1, 1)).isEmpty();
        assertThat(PriceTable.knows("drill-tiny")).isFalse();
    }
}
