package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One verdict out of one for each alert that a selector matched: broken beats inconclusive beats kept. */
final class Worst {
    private Worst() {}

    /** The worst of what is judged about each alert that a selector matched; without any, what never firing means. */
    static Verdict of(
            Expectation expected,
            List<AlertStory> stories,
            Supplier<Verdict> neverFired,
            Function<AlertStory, Verdict> judgement) {
        return stories.isEmpty()
                ? neverFired.get()
                : of(
                        expected,
                        stories.stream()
                                .map(story -> Map.entry(story.name(), judgement.apply(story)))
                                .toList());
    }

    /** The same for promises about what reached people: unclear if Prometheus or the inbox was deaf, or nothing fired. */
    static Verdict ofFired(
            Expectation expected, Evidence evidence, AlertSelector alert, Function<AlertStory, Verdict> judgement) {
        return Gates.first(Gates.firing(evidence, alert), Gates.witness(evidence, Witness.INBOX))
                .map(expected::unclear)
                .orElseGet(() -> of(
                        expected,
                        AlertStory.heard(evidence, alert),
                        () -> neverFired(expected, "/alerts"),
                        story -> story.isHeard() ? judgement.apply(story) : neverFired(expected, story.pointer())));
    }

    /** The same where nothing matched at all, unless Prometheus was deaf. */
    static Verdict neverFired(Expectation expected, Evidence evidence, AlertSelector alert) {
        return Gates.firing(evidence, alert).map(expected::unclear).orElseGet(() -> neverFired(expected, "/alerts"));
    }

    /** What nobody could hear of is A01's to explain. */
    static Verdict neverFired(Expectation expected, String pointer) {
        return expected.unclear("never fired (see A01)", "", List.of(pointer));
    }

    /** The worst, told with the names of those it is about when there were several. */
    static Verdict of(Expectation expected, List<Map.Entry<String, Verdict>> verdicts) {
        int worst =
                verdicts.stream().mapToInt(each -> rank(each.getValue())).max().orElse(1);
        List<Map.Entry<String, Verdict>> those =
                verdicts.stream().filter(each -> rank(each.getValue()) == worst).toList();
        String actual = actual(those, verdicts.size() == 1);
        String hint = Words.sentences(
                those.stream().map(each -> each.getValue().hint()).toList());
        List<String> evidence = those.stream()
                .flatMap(each -> each.getValue().evidence().stream())
                .distinct()
                .toList();
        return switch (worst) {
            case 0 -> new Verdict.Kept(expected.text(), actual, hint, evidence);
            case 2 -> expected.broken(actual, hint, evidence);
            default -> expected.unclear(actual, hint, evidence);
        };
    }

    /** What is the same of several is told once. */
    private static String actual(List<Map.Entry<String, Verdict>> those, boolean alone) {
        Map<String, List<String>> names = those.stream()
                .collect(Collectors.groupingBy(
                        each -> each.getValue().actual(),
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return Words.sentences(names.entrySet().stream()
                .map(each -> (alone ? "" : names(each.getValue()) + " ") + each.getKey())
                .toList());
    }

    private static String names(List<String> names) {
        return names.size() == 1 ? names.get(0) : "each of " + Words.few(names);
    }

    private static int rank(Verdict verdict) {
        if (verdict instanceof Verdict.Broken) {
            return 2;
        }
        return verdict instanceof Verdict.Kept ? 0 : 1;
    }
}
