package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.function.Function;

/** D04, of the files that provision Grafana; whether each is exercised is A18's. */
record GrafanaRulesTold(List<GrafanaRule> rules) {
    private static final Expectation EXPECTED =
            new Expectation("each to be able to fire as it is written, and to be drilled like the rest");

    GrafanaRulesTold {
        rules = List.copyOf(rules);
    }

    Judgement judge() {
        return new Judgement("D04-grafana-rules", Check.D04, "alert rules that Grafana manages", verdict());
    }

    private Verdict verdict() {
        List<String> wrong = told(GrafanaRule::wrong);
        if (!wrong.isEmpty()) {
            return EXPECTED.broken(
                    "%d of %s cannot fire: %s".formatted(wrong.size(), count(rules.size(), "rule"), Words.list(wrong)),
                    "correct it there, or take the rule out",
                    List.of());
        }
        List<String> untold = told(GrafanaRule::untold);
        return untold.isEmpty()
                ? EXPECTED.kept(
                        "%s asked of Prometheus as Grafana would: %s; whether it is exercised is told by A18"
                                .formatted(
                                        rules.size() == 1 ? "1 rule is" : rules.size() + " rules are",
                                        Words.list(rules.stream()
                                                .map(GrafanaRule::place)
                                                .toList())),
                        List.of())
                : EXPECTED.unclear(
                        "only Grafana can ask %d of %s: %s"
                                .formatted(untold.size(), count(rules.size(), "rule"), Words.list(untold)),
                        "",
                        List.of());
    }

    private List<String> told(Function<GrafanaRule, String> what) {
        return rules.stream()
                .filter(rule -> !what.apply(rule).isEmpty())
                .map(rule -> rule.place() + ": " + what.apply(rule))
                .toList();
    }
}
