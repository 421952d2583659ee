package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Recordings;
import io.firedrill.scenarios.promql.Recordings.Recording;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import io.firedrill.stacks.workspace.WrittenRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Rules that are loaded together: what one records another may use, across files.
 *
 * @param alerts those that could be read
 * @param refused the others, and why
 */
public record RuleSet(List<AlertRule> alerts, List<Refused> refused) {
    /** Copies the lists. */
    public RuleSet {
        alerts = List.copyOf(alerts);
        refused = List.copyOf(refused);
    }

    /**
     * A rule that could not be read.
     *
     * @param rule which
     * @param valid whether Prometheus takes it, and only Firedrill cannot make up series for it
     * @param reason why
     */
    public record Refused(WrittenRule rule, boolean valid, String reason) {}

    /**
     * Reads rules.
     *
     * @param rules all of them
     * @param parser how Prometheus understands an expression
     * @return the set
     */
    public static RuleSet of(List<WrittenRule> rules, Function<String, Expr> parser) {
        List<Refused> refused = new ArrayList<>();
        Map<WrittenRule, Expr> read = new LinkedHashMap<>();
        for (WrittenRule rule : rules) {
            try {
                read.put(rule, parser.apply(rule.expr()));
            } catch (UnsupportedPromqlException e) {
                refused.add(new Refused(rule, true, "uses " + e.getMessage()));
            } catch (StackException e) {
                refused.add(new Refused(rule, false, String.valueOf(e.getMessage())));
            }
        }
        Recordings recordings = recordings(read);
        List<AlertRule> alerts = new ArrayList<>();
        read.forEach((rule, expr) -> {
            if (rule.alerts()) {
                try {
                    alerts.add(new AlertRule(rule, expr, recordings, records(expr, recordings, read)));
                } catch (UnsupportedPromqlException e) {
                    refused.add(new Refused(rule, true, "uses " + e.getMessage()));
                }
            }
        });
        return new RuleSet(alerts, refused);
    }

    private static Recordings recordings(Map<WrittenRule, Expr> read) {
        Map<String, List<Recording>> byName = new LinkedHashMap<>();
        read.forEach((rule, expr) -> {
            if (!rule.alerts()) {
                byName.computeIfAbsent(rule.name(), name -> new ArrayList<>())
                        .add(new Recording(rule.name(), expr, rule.labels()));
            }
        });
        return new Recordings(byName);
    }

    private static List<WrittenRule> records(Expr expr, Recordings recordings, Map<WrittenRule, Expr> read) {
        List<WrittenRule> records = new ArrayList<>();
        for (String name : new Leaves(expr, recordings).recorded()) {
            read.keySet().stream()
                    .filter(rule -> !rule.alerts() && rule.name().equals(name))
                    .forEach(records::add);
        }
        return records;
    }
}
