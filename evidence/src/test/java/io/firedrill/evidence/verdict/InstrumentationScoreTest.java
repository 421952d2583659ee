package io.firedrill.evidence.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.firedrill.evidence.verdict.InstrumentationScore.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InstrumentationScoreTest {
    private static void add(List<Rule> rules, int weight, int passed, int all) {
        for (int i = 0; i < all; i++) {
            rules.add(new Rule("X-" + rules.size(), weight, i < passed ? "" : "not so"));
        }
    }

    @Test
    void example_of_the_specification_scores_as_it_says() {
        List<Rule> rules = new ArrayList<>();
        add(rules, 40, 4, 8);
        add(rules, 30, 8, 10);
        add(rules, 20, 6, 8);
        add(rules, 10, 1, 5);
        InstrumentationScore score = new InstrumentationScore("gateway", rules, List.of());
        assertThat(score.value()).isCloseTo(63.86, within(0.005));
        assertThat(score.category()).isEqualTo("Needs Improvement");
    }

    @Test
    void nothing_looked_at_scores_nothing() {
        InstrumentationScore score = new InstrumentationScore("gateway", List.of(), List.of());
        assertThat(score.value()).isZero();
        assertThat(score.category()).isEqualTo("Poor");
    }

    @Test
    void categories_begin_where_the_specification_lets_them() {
        assertThat(List.of(90, 89, 75, 50, 49))
                .map(InstrumentationScoreTest::category)
                .containsExactly("Excellent", "Good", "Good", "Needs Improvement", "Poor");
    }

    private static String category(int percent) {
        List<Rule> rules = new ArrayList<>();
        add(rules, 1, percent, 100);
        return new InstrumentationScore("gateway", rules, List.of()).category();
    }
}
