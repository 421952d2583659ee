package io.firedrill.scenarios.synthesis;

import io.firedrill.stacks.promql.Matcher;
import java.util.List;
import java.util.Set;

/**
 * What an expression selects.
 *
 * @param matchers which series, that of the name among them
 * @param uses what of them
 */
record Leaf(List<Matcher> matchers, Set<Use> uses) {
    Leaf {
        matchers = List.copyOf(matchers);
        uses = Set.copyOf(uses);
    }

    List<Matcher> of(String label) {
        return matchers.stream().filter(each -> each.label().equals(label)).toList();
    }

    boolean allows(String label, String value) {
        return of(label).stream().allMatch(each -> each.matches(value));
    }
}
