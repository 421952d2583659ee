package io.firedrill.stacks.promql;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.stacks.promql.Expr.Matching;
import io.firedrill.stacks.promql.Expr.Select;
import io.firedrill.stacks.promql.Expr.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads trees as {@code GET /api/v1/parse_query} of Prometheus 3.16 gives them ({@code web/api/v1/translate_ast.go}). */
public final class ExprReader {
    private ExprReader() {}

    /**
     * A tree.
     *
     * @param node the answer's {@code data}
     * @return the same expression
     * @throws UnsupportedPromqlException if it holds what is not known here
     */
    public static Expr read(JsonNode node) {
        return switch (node.path("type").asText()) {
            case "numberLiteral" -> new Expr.Num(number(node.path("val").asText()));
            case "stringLiteral" -> new Expr.Text(node.path("val").asText());
            case "parenExpr" -> read(node.path("expr"));
            case "vectorSelector" -> select(node);
            case "matrixSelector" -> new Expr.Window(select(node), millis(node, "range"));
            case "subquery" ->
                new Expr.Subquery(
                        read(fixed(node).path("expr")),
                        millis(node, "range"),
                        millis(node, "step"),
                        millis(node, "offset"));
            case "call" -> new Expr.Call(node.at("/func/name").asText(), reads(node.path("args")));
            case "aggregation" -> aggregate(node);
            case "binaryExpr" -> binary(node);
            case "unaryExpr" ->
                node.path("op").asText().equals("-")
                        ? new Expr.Negative(read(node.path("expr")))
                        : read(node.path("expr"));
            default -> throw new UnsupportedPromqlException(node.path("type").asText("an unknown expression"));
        };
    }

    private static Expr aggregate(JsonNode node) {
        return new Expr.Aggregate(
                node.path("op").asText(),
                read(node.path("expr")),
                Optional.of(node.path("param")).filter(JsonNode::isObject).map(ExprReader::read),
                texts(node.path("grouping")),
                node.path("without").asBoolean());
    }

    private static Expr binary(JsonNode node) {
        JsonNode matching = node.path("matching");
        if (!matching.at("/fillValues/lhs").isNumber()
                && !matching.at("/fillValues/rhs").isNumber()) {
            return new Expr.Binary(
                    node.path("op").asText(),
                    read(node.path("lhs")),
                    read(node.path("rhs")),
                    node.path("bool").asBoolean(),
                    matching.isObject() ? matching(matching) : Matching.ALL);
        }
        throw new UnsupportedPromqlException("fill");
    }

    private static Matching matching(JsonNode node) {
        Optional<Side> many = switch (node.path("card").asText()) {
            case "many-to-one" -> Optional.of(Side.LEFT);
            case "one-to-many" -> Optional.of(Side.RIGHT);
            default -> Optional.empty();
        };
        return new Matching(node.path("on").asBoolean(), texts(node.path("labels")), many, texts(node.path("include")));
    }

    private static Select select(JsonNode node) {
        List<Matcher> matchers = new ArrayList<>();
        for (JsonNode matcher : fixed(node).path("matchers")) {
            matchers.add(new Matcher(
                    matcher.path("name").asText(),
                    Matcher.Operator.of(matcher.path("type").asText()),
                    matcher.path("value").asText()));
        }
        return new Select(matchers, millis(node, "offset"));
    }

    /** What is asked of a fixed instant does not move with a drill. */
    private static JsonNode fixed(JsonNode node) {
        if (node.hasNonNull("timestamp") || node.hasNonNull("startOrEnd")) {
            throw new UnsupportedPromqlException("the @ modifier");
        }
        return node;
    }

    private static List<Expr> reads(JsonNode nodes) {
        List<Expr> all = new ArrayList<>();
        nodes.forEach(node -> all.add(read(node)));
        return all;
    }

    private static List<String> texts(JsonNode nodes) {
        List<String> all = new ArrayList<>();
        nodes.forEach(node -> all.add(node.asText()));
        return all;
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    private static Duration millis(JsonNode node, String key) {
        return Duration.ofMillis(node.path(key).asLong());
    }
}
