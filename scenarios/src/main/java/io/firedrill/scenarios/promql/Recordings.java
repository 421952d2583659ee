package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Matcher;
import java.util.List;
import java.util.Map;

/**
 * What rules record, by name.
 *
 * @param byName several rules may record under one name
 */
public record Recordings(Map<String, List<Recording>> byName) {
    /** None. */
    public static final Recordings NONE = new Recordings(Map.of());

    /** Copies the map. */
    public Recordings {
        byName = Map.copyOf(byName);
    }

    /**
     * One rule.
     *
     * @param name what it records under
     * @param expr from what
     * @param labels what it adds
     */
    public record Recording(String name, Expr expr, Map<String, String> labels) {
        /** Copies the map. */
        public Recording {
            labels = Map.copyOf(labels);
        }

        Labels labelled(Labels of) {
            Labels all = of.with(Matcher.NAME, name);
            for (Map.Entry<String, String> each : labels.entrySet()) {
                all = all.with(each.getKey(), each.getValue());
            }
            return all;
        }
    }

    /**
     * The rules behind a selector.
     *
     * @param select a selector
     * @return none if no rule records what it names
     */
    public List<Recording> of(Expr.Select select) {
        return select.metric().map(name -> byName.getOrDefault(name, List.of())).orElse(List.of());
    }
}
