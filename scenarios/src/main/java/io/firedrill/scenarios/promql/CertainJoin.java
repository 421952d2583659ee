package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Expr.Matching;
import io.firedrill.stacks.promql.PromqlText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is certain of two vectors that are joined by their labels. Stateless. */
final class CertainJoin {
    private CertainJoin() {}

    static Known of(Expr.Binary binary, Known left, Known right) {
        Matching matching = binary.matching();
        Known joined = new Known(left.never().or(right::never), Range.ANY, Map.of(), false);
        joined = matching.many().isPresent() ? many(matching, left, right, joined) : one(matching, left, joined);
        Known result = joined;
        return conflict(matching, left, right)
                .map(label -> result.never("no series of " + PromqlText.of(binary.left()) + " has the same " + label
                        + " as one of " + PromqlText.of(binary.right())))
                .orElse(result);
    }

    private static Known many(Matching matching, Known left, Known right, Known joined) {
        Known many = matching.many().equals(Optional.of(Expr.Side.RIGHT)) ? right : left;
        Map<String, String> labels = new HashMap<>(many.labels());
        labels.keySet().removeAll(matching.include());
        return joined.labelled(labels, false);
    }

    /** What is joined one to one keeps what it is joined by, and nothing else. */
    private static Known one(Matching matching, Known left, Known joined) {
        Map<String, String> labels = new HashMap<>();
        if (matching.on()) {
            matching.labels()
                    .forEach(label -> labels.put(label, left.label(label).orElse(Known.ANY)));
            return joined.labelled(labels, true);
        }
        labels.putAll(left.labels());
        matching.labels().forEach(label -> labels.put(label, Known.NONE));
        return joined.labelled(labels, left.closed());
    }

    private static Optional<String> conflict(Matching matching, Known left, Known right) {
        Set<String> names = new TreeSet<>(matching.on() ? matching.labels() : union(left, right));
        if (!matching.on()) {
            names.removeAll(matching.labels());
        }
        return names.stream()
                .filter(name -> differs(left.label(name), right.label(name)))
                .findFirst();
    }

    private static Set<String> union(Known left, Known right) {
        Set<String> names = new LinkedHashSet<>(left.labels().keySet());
        names.addAll(right.labels().keySet());
        return names;
    }

    private static boolean differs(Optional<String> left, Optional<String> right) {
        if (left.isEmpty() || right.isEmpty() || left.equals(right)) {
            return false;
        }
        List<String> both = new ArrayList<>(List.of(left.get(), right.get()));
        return !both.contains(Known.SOME) || both.contains(Known.NONE);
    }
}
