package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an expression selects, out of the tree that {@code GET /api/v1/parse_query} of Prometheus 3 gives. Immutable.
 *
 * @param selectors every selector once, in order
 * @param ranges every range in order, those of subqueries among them
 */
record PromqlTree(List<Selector> selectors, List<Range> ranges) {
    PromqlTree {
        selectors = List.copyOf(selectors);
        ranges = List.copyOf(ranges);
    }

    /** A selector without its range; {@code name} is empty if it names no metric. */
    record Selector(String name, String text) {}

    /** A range: of a selector, or of a subquery with its step, zero for the evaluation interval. */
    record Range(Optional<Selector> selector, Duration window, Duration step) {}

    static PromqlTree of(JsonNode root) {
        List<Selector> selectors = new ArrayList<>();
        List<Range> ranges = new ArrayList<>();
        walk(root, selectors, ranges);
        return new PromqlTree(
                selectors.stream().distinct().toList(),
                ranges.stream().distinct().toList());
    }

    private static void walk(JsonNode node, List<Selector> selectors, List<Range> ranges) {
        switch (node.path("type").asText()) {
            case "vectorSelector" -> selectors.add(selector(node));
            case "matrixSelector" -> {
                selectors.add(selector(node));
                ranges.add(new Range(Optional.of(selector(node)), millis(node, "range"), Duration.ZERO));
            }
            case "subquery" -> ranges.add(new Range(Optional.empty(), millis(node, "range"), millis(node, "step")));
            default -> {
                // Its children are what matters.
            }
        }
        node.forEach(child -> walk(child, selectors, ranges));
    }

    private static Selector selector(JsonNode node) {
        List<String> matchers = new ArrayList<>();
        String name = "";
        for (JsonNode matcher : node.path("matchers")) {
            String label = matcher.path("name").asText();
            String type = matcher.path("type").asText();
            String value = matcher.path("value").asText();
            if (label.equals("__name__") && type.equals("=")) {
                name = value;
            } else {
                matchers.add(label + type + "\"" + Selections.escaped(value) + "\"");
            }
        }
        String braces = matchers.isEmpty() ? "" : "{" + String.join(", ", matchers) + "}";
        return new Selector(name, name + braces);
    }

    private static Duration millis(JsonNode node, String key) {
        return Duration.ofMillis(node.path(key).asLong());
    }
}
