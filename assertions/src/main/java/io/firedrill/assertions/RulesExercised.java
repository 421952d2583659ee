package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A18, of all drills together. */
record RulesExercised(Suite suite) {
    private static final Expectation EXPECTED = new Expectation(
            "each to fire, be routed and resolve in some drill (one that always fires need not resolve)");

    Judgement judge() {
        return new Judgement("A18-rules", Check.A18, "alerting rules", verdict());
    }

    private Verdict verdict() {
        List<RuleCourse> rules = RuleCourse.of(suite);
        if (rules.isEmpty()) {
            return EXPECTED.unclear(
                    suite.held().isEmpty() ? "no drill was held" : "no alerting rules were loaded", "", List.of());
        }
        List<String> never = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (RuleCourse rule : rules) {
            neverTried(rule).ifPresent(why -> {
                never.add(rule.rule().name() + " " + why);
                pointers.add(rule.pointer());
            });
        }
        return never.isEmpty() ? open(rules) : broken(rules, never, pointers);
    }

    private static Verdict broken(List<RuleCourse> rules, List<String> never, List<String> pointers) {
        return EXPECTED.broken(
                "%d of %s %s never tried: %s"
                        .formatted(
                                never.size(),
                                count(rules.size(), "loaded alerting rule"),
                                never.size() == 1 ? "was" : "were",
                                Words.list(never)),
                "hold a drill in which it must fire, or take the rule out",
                pointers);
    }

    /** Nobody will ever try it, whatever else is held; or everything was held and it did not fire. */
    private Optional<String> neverTried(RuleCourse rule) {
        if (!rule.firedIn().isEmpty()) {
            return Optional.empty();
        }
        if (!rule.isPromised()) {
            return Optional.of("is the subject of no promise");
        }
        boolean told = rule.trouble().isPresent() || rule.deafIn().isPresent();
        return suite.isWhole() && !told
                ? Optional.of("did not fire in " + (suite.parts().size() == 1 ? "the drill" : "any drill"))
                : Optional.empty();
    }

    private Verdict open(List<RuleCourse> rules) {
        List<String> open = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (RuleCourse rule : rules) {
            missing(rule).ifPresent(what -> {
                open.add(rule.rule().name() + " " + what);
                pointers.add(rule.pointer());
            });
        }
        return open.isEmpty()
                ? kept(rules)
                : EXPECTED.unclear(
                        Words.list(open) + held(),
                        suite.isWhole() ? "watch a drill until the alert is told to be over" : "hold all drills",
                        pointers);
    }

    private Optional<String> missing(RuleCourse rule) {
        Optional<String> what = rule.firedIn().isEmpty()
                ? Optional.of("has not fired")
                : !rule.routed()
                        ? Optional.of("fired and was not routed")
                        : !rule.resolved() && !suite.alwaysFires(rule.rule().name())
                                ? Optional.of("fired and was not told to be over")
                                : Optional.empty();
        return what.map(text -> text
                + rule.trouble()
                        .map(see -> " (see " + see + ")")
                        .or(() -> rule.deafIn()
                                .filter(any -> rule.firedIn().isEmpty())
                                .map(drill -> " (Prometheus was deaf in " + drill + ")"))
                        .orElse(""));
    }

    private String held() {
        return suite.isWhole()
                ? ""
                : ", after %d of %s"
                        .formatted(suite.held().size(), count(suite.parts().size(), "drill"));
    }

    private Verdict kept(List<RuleCourse> rules) {
        List<String> all = rules.stream()
                .map(rule -> rule.rule().name()
                        + (suite.alwaysFires(rule.rule().name())
                                ? " always fires"
                                : " in " + rule.firedIn().get(0)))
                .toList();
        return EXPECTED.kept(
                "%s %s exercised: %s"
                        .formatted(
                                count(rules.size(), "alerting rule"),
                                rules.size() == 1 ? "was" : "were",
                                Words.list(all)),
                rules.stream().map(RuleCourse::pointer).toList());
    }
}
