package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firedrill.stacks.observe.PromqlTree.Range;
import io.firedrill.stacks.observe.PromqlTree.Selector;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers of {@code GET /api/v1/parse_query} as Prometheus 3.16 gives them. */
class PromqlTreeTest {
    /** {@code max_over_time(sum by (job) (rate({__name__="foo",job=~"a|b"}[5m] offset 1m))[10m:]) + x offset 2m}. */
    private static final String NESTED = """
            {"bool":false,"lhs":{"args":[{"expr":{"expr":{"args":[{"anchored":false,"matchers":[{"name":"__name__",
            "type":"=","value":"foo"},{"name":"job","type":"=~","value":"a|b"}],"name":"","offset":60000,
            "offsetExpr":null,"range":300000,"rangeExpr":null,"type":"matrixSelector"}],"func":{"name":"rate"},
            "type":"call"},"grouping":["job"],"op":"sum","param":null,"type":"aggregation","without":false},"offset":0,
            "range":600000,"step":0,"type":"subquery"}],"func":{"name":"max_over_time"},"type":"call"},
            "op":"+","rhs":{"matchers":[{"name":"__name__","type":"=","value":"x"}],"name":"x","offset":120000,
            "type":"vectorSelector"},"type":"binaryExpr"}""";

    private static PromqlTree tree(String json) throws JsonProcessingException {
        return PromqlTree.of(JsonMapper.builder().build().readTree(json));
    }

    @Test
    void selectors_and_ranges_are_found_at_any_depth() throws JsonProcessingException {
        Selector foo = new Selector("foo", "foo{job=~\"a|b\"}");

        PromqlTree tree = tree(NESTED);

        assertThat(tree.selectors()).containsExactly(foo, new Selector("x", "x"));
        assertThat(tree.ranges())
                .containsExactly(
                        new Range(Optional.empty(), Duration.ofMinutes(10), Duration.ZERO),
                        new Range(Optional.of(foo), Duration.ofMinutes(5), Duration.ZERO));
    }

    @Test
    void selector_without_a_name_keeps_its_braces_and_quotes_are_escaped() throws JsonProcessingException {
        assertThat(tree("""
                        {"matchers":[{"name":"__name__","type":"=~","value":"a.+"},{"name":"q","type":"!=","value":"\\"\\\\"}],
                        "name":"","type":"vectorSelector"}""").selectors()).containsExactly(new Selector("", "{__name__=~\"a.+\", q!=\"\\\"\\\\\"}"));
    }
}
