package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.ExprReader;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.net.URI;

/** How Prometheus understands expressions. Source: {@code GET /api/v1/parse_query} of Prometheus 3 and later. Thread-safe. */
public final class ExpressionParser {
    private final HttpJson http;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL of Prometheus
     */
    public ExpressionParser(URI base) {
        this.http = new HttpJson("prometheus", base);
    }

    /**
     * Reads an expression.
     *
     * @param query PromQL
     * @return its tree
     * @throws StackException with Prometheus' own words if it is none
     * @throws UnsupportedPromqlException if it is one that is not known here
     */
    public Expr parse(String query) {
        JsonNode answer = http.json(http.ask("/api/v1/parse_query", "query", query));
        if (!answer.path("status").asText().equals("success")) {
            throw new StackException(answer.path("error").asText("no status"));
        }
        return ExprReader.read(answer.path("data"));
    }
}
