package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.number;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.RecordedRule.Comparison;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * M06. A scrape that is under way while a rule is evaluated is not yet in what it records, and is in what its definition
 * gives later for that instant. So a value may also be any that the definition takes close to that instant, or without that
 * scrape: a quantile of few requests jumps when one of them leaves its window.
 */
record RecordingsTrue() implements Promise {
    /** How far a rate without its last sample may be off those around it: half a scrape of four. */
    private static final double LATE = 0.125;

    private static final double ROUNDING = 1e-9;

    @Override
    public String id() {
        return "M06-recordings";
    }

    @Override
    public Check check() {
        return Check.M06;
    }

    @Override
    public String subject() {
        return "recording rules";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("each to record what it defines, and what its name says");
        return Metrics.unread(evidence)
                .or(() -> none(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> none(Evidence evidence) {
        return evidence.metrics().recordings().isEmpty()
                ? Optional.of(new Obstacle("no recording rules were loaded", "", List.of("/metrics/recordings")))
                : Optional.empty();
    }

    private static Verdict judged(Evidence evidence, Expectation expected) {
        List<RecordedRule> rules = evidence.metrics().recordings();
        List<String> ill = BaselineHealth.ill(evidence);
        Findings wrong = new Findings();
        Findings clouded = new Findings();
        Findings unseen = new Findings();
        for (int i = 0; i < rules.size(); i++) {
            RecordedRule rule = rules.get(i);
            String pointer = "/metrics/recordings/" + i;
            claim(evidence, rule).ifPresent(text -> wrong.add(text, pointer));
            off(rule).ifPresent(text -> (ill.isEmpty() ? wrong : clouded).add(text, pointer));
            if (rule.comparisons().stream().noneMatch(each -> each.recorded().isPresent())) {
                unseen.add(rule.name(), pointer);
            }
        }
        if (!wrong.isEmpty()) {
            return expected.broken(wrong.text(), "", wrong.pointers());
        }
        if (!clouded.isEmpty()) {
            return clouded(expected, clouded, ill);
        }
        return unseen.isEmpty()
                ? expected.kept(kept(rules), List.of("/metrics/recordings"))
                : expected.unclear(
                        unseen.text() + " gave nothing to compare",
                        "hold it in a drill in which all of them give something",
                        unseen.pointers());
    }

    /** What a rule had before it when it was evaluated can only be told where scrapes came in time. */
    private static Verdict clouded(Expectation expected, Findings off, List<String> ill) {
        String actual = off.text() + ", but " + Words.few(ill) + ", so that what it was evaluated from is not known";
        return expected.unclear(
                actual,
                "",
                Stream.concat(off.pointers().stream(), Stream.of("/targets")).toList());
    }

    private record Findings(List<String> texts, List<String> pointers) {
        Findings() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        void add(String text, String pointer) {
            texts.add(text);
            pointers.add(pointer);
        }

        boolean isEmpty() {
            return texts.isEmpty();
        }

        String text() {
            return Words.few(texts);
        }
    }

    private static Optional<String> claim(Evidence evidence, RecordedRule rule) {
        return rule.lastError().isEmpty()
                ? RecordingName.claim(evidence, rule)
                : Optional.of(rule.name() + " cannot be evaluated: " + rule.lastError());
    }

    private static Optional<String> off(RecordedRule rule) {
        return rule.comparisons().stream()
                .filter(each -> !agrees(each))
                .findFirst()
                .map(each -> text(rule, each));
    }

    private static boolean agrees(Comparison each) {
        if (each.recorded().isEmpty()) {
            return each.around().size() < Comparison.AROUND;
        }
        double value = each.recorded().get();
        return isExact(each)
                || isAround(value, each.around())
                || each.late().filter(late -> isAround(value, List.of(late))).isPresent();
    }

    private static boolean isExact(Comparison each) {
        return each.recorded().isPresent()
                && each.defined()
                        .filter(defined -> same(each.recorded().get(), defined))
                        .isPresent();
    }

    private static boolean same(double one, double other) {
        return Double.compare(one, other) == 0
                || Math.abs(one - other) <= ROUNDING * Math.max(Math.abs(one), Math.abs(other));
    }

    private static boolean isAround(double value, List<Double> around) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return around.stream().anyMatch(each -> Double.compare(each, value) == 0);
        }
        double lowest = around.stream()
                .filter(each -> !each.isNaN())
                .mapToDouble(each -> each)
                .min()
                .orElse(Double.NaN);
        double highest = around.stream()
                .filter(each -> !each.isNaN())
                .mapToDouble(each -> each)
                .max()
                .orElse(Double.NaN);
        return value >= lowest - LATE * Math.abs(lowest) && value <= highest + LATE * Math.abs(highest);
    }

    private static String text(RecordedRule rule, Comparison each) {
        return "%s%s was %s at %s, where its definition gives %s"
                .formatted(
                        rule.name(),
                        AlertSelector.text(each.labels()),
                        each.recorded().map(RecordingsTrue::written).orElse("not recorded"),
                        at(each.at()),
                        each.defined().map(RecordingsTrue::written).orElse("nothing"));
    }

    private static String written(double value) {
        return Double.isFinite(value) ? number(value) : Double.toString(value);
    }

    private static String kept(List<RecordedRule> rules) {
        List<Comparison> compared = rules.stream()
                .flatMap(rule -> rule.comparisons().stream())
                .filter(each -> each.recorded().isPresent())
                .toList();
        long exact = compared.stream().filter(RecordingsTrue::isExact).count();
        return "%s did: %d of %d values are the same, the others as close as a scrape under way explains"
                .formatted(Words.count(rules.size(), "rule"), exact, compared.size());
    }
}
