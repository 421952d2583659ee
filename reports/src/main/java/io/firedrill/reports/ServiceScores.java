package io.firedrill.reports;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.InstrumentationScore;
import io.firedrill.evidence.verdict.InstrumentationScore.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The Instrumentation Score of each service over all drills that can tell: a rule holds if it holds in each of them. */
final class ServiceScores {
    private ServiceScores() {}

    static List<Instrumented> of(List<DrillResult> results) {
        Map<String, List<InstrumentationScore>> services = new TreeMap<>();
        results.stream()
                .flatMap(result -> result.instrumentation().stream())
                .forEach(score -> services.computeIfAbsent(score.service(), any -> new ArrayList<>())
                        .add(score));
        return services.values().stream()
                .map(ServiceScores::merged)
                .map(ServiceScores::told)
                .toList();
    }

    private static InstrumentationScore merged(List<InstrumentationScore> scores) {
        Map<String, Rule> rules = new TreeMap<>();
        TreeSet<String> left = new TreeSet<>();
        for (InstrumentationScore score : scores) {
            score.rules().forEach(rule -> rules.merge(rule.id(), rule, (a, b) -> a.passed() ? b : a));
            left.addAll(score.left());
        }
        left.removeAll(rules.keySet());
        return new InstrumentationScore(scores.get(0).service(), List.copyOf(rules.values()), List.copyOf(left));
    }

    /** Rounded down: a score is never told better than it is. */
    private static Instrumented told(InstrumentationScore score) {
        return new Instrumented(
                score.service(),
                Math.floor(score.value() * 10 + 1e-9) / 10,
                score.category(),
                score.rules().stream().map(Rule::id).toList(),
                score.rules().stream()
                        .filter(rule -> !rule.passed())
                        .map(rule -> rule.id() + ": " + rule.finding())
                        .toList(),
                score.left());
    }
}
