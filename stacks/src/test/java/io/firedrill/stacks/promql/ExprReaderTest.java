package io.firedrill.stacks.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees are those that {@code GET /api/v1/parse_query} of Prometheus 3.16 gives. */
class ExprReaderTest {
    private static final String SELECTOR = """
            {"type": "vectorSelector", "name": "up", "offset": 60000, "timestamp": null, "startOrEnd": null,
             "matchers": [{"name": "job", "value": "a\\"b", "type": "!="}, {"name": "__name__", "value": "up", "type": "="}]}""";
    private static final String WINDOW = """
            {"type": "matrixSelector", "name": "hits", "range": 5400000, "offset": 0,
             "matchers": [{"name": "__name__", "value": "hits", "type": "="}]}""";
    private static final String RATE =
            "{\"type\": \"call\", \"func\": {\"name\": \"rate\"}, \"args\": [" + WINDOW + "]}";
    private static final String SUM = """
            {"type": "aggregation", "op": "sum", "expr": %s, "param": null, "grouping": ["job"], "without": false}""".formatted(RATE);

    @Test
    void tree_is_written_as_it_is_understood() throws IOException {
        assertThat(text(SELECTOR)).isEqualTo("up{job!=\"a\\\"b\"} offset 1m");
        assertThat(text(SUM)).isEqualTo("sum by (job) (rate(hits[1h30m]))");
    }

    @Test
    void operator_keeps_how_series_find_each_other() throws IOException {
        assertThat(text("""
                        {"type": "binaryExpr", "op": "/", "lhs": %s, "rhs": {"type": "parenExpr", "expr": %s}, "bool": false,
                         "matching": {"card": "many-to-one", "labels": ["job"], "on": true, "include": ["team"],
                                      "fillValues": {"lhs": null, "rhs": null}}}""".formatted(SELECTOR, SUM)))
                .isEqualTo(
                        "up{job!=\"a\\\"b\"} offset 1m / on (job) group_left (team) sum by (job) (rate(hits[1h30m]))");
    }

    @Test
    void subquery_and_numbers_are_read() throws IOException {
        assertThat(text("""
                        {"type": "binaryExpr", "op": ">", "bool": true, "matching": null,
                         "lhs": {"type": "call", "func": {"name": "max_over_time"}, "args": [
                           {"type": "subquery", "expr": %s, "range": 1800000, "step": 60000, "offset": 0}]},
                         "rhs": {"type": "unaryExpr", "op": "-", "expr": {"type": "numberLiteral", "val": "+Inf"}}}""".formatted(RATE))).isEqualTo("max_over_time(rate(hits[1h30m])[30m:1m]) > bool (-Inf)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "vectorSelector", "name": "up", "offset": 0, "timestamp": 5, "matchers": []} | the @ modifier
            {"type": "durationExpr"}                                                               | durationExpr
            """)
    void what_is_not_known_is_named(String tree, String name) {
        assertThatThrownBy(() -> text(tree))
                .isInstanceOf(UnsupportedPromqlException.class)
                .hasMessage(name);
    }

    private static String text(String tree) throws IOException {
        return PromqlText.of(ExprReader.read(new ObjectMapper().readTree(tree)));
    }
}
