package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.Expr.Matching;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the condition of an alert is made of, as people speak of it: functions, aggregations, and ways to join. Stateless. */
public final class Features {
    private static final Set<String> SETS = Set.of("and", "or", "unless");

    private Features() {}

    /**
     * Lists them.
     *
     * @param alert which
     * @return each once, in the order of the alphabet
     */
    public static List<String> of(AlertRule alert) {
        Set<String> all = new TreeSet<>();
        alert.condition().all().forEach(each -> add(all, each, alert));
        return List.copyOf(all);
    }

    private static void add(Set<String> all, Expr expr, AlertRule alert) {
        if (expr instanceof Expr.Call call) {
            all.add(call.function());
        } else if (expr instanceof Expr.Aggregate of) {
            all.add(of.operator());
        } else if (expr instanceof Expr.Subquery) {
            all.add("subquery");
        } else if (expr instanceof Expr.Select select) {
            if (!select.offset().isZero()) {
                all.add("offset");
            }
            if (!alert.recordings().of(select).isEmpty()) {
                all.add("recording rule");
            }
        } else if (expr instanceof Expr.Binary of) {
            join(all, of);
        }
    }

    private static void join(Set<String> all, Expr.Binary of) {
        if (SETS.contains(of.operator())) {
            all.add(of.operator());
        }
        if (!of.matching().equals(Matching.ALL)) {
            all.add(of.matching().on() ? "on" : "ignoring");
        }
        if (of.matching().many().isPresent()) {
            all.add("group_left, group_right");
        }
    }
}
