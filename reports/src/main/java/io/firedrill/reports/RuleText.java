package io.firedrill.reports;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.Mutant;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.TestFile;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What is to be said of rules, for a terminal: nothing of those that do as they should. Thread-safe. */
public final class RuleText {
    private static final int NAMED = 5;

    private RuleText() {}

    /**
     * Writes a review down.
     *
     * @param review what to tell
     * @return lines that end with a line break
     */
    public static String of(RuleReview review) {
        List<String> lines = new ArrayList<>();
        for (RuleResult result : review.rules()) {
            lines.addAll(of(result));
        }
        lines.addAll(lines(review.tests()));
        lines.addAll(coverage(review));
        long kept = review.rules().stream().filter(RuleText::isKept).count();
        long broken = review.rules().stream()
                .filter(each -> each.has(Verdict.Broken.class))
                .count();
        lines.add("%d alerts: %d do as their rules say, %d do not, %d cannot be judged"
                .formatted(review.rules().size(), kept, broken, review.rules().size() - kept - broken));
        chain(review).map("live chain: "::concat).ifPresent(lines::add);
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    /** How many went the whole way; empty if no chain was asked for. */
    static Optional<String> chain(RuleReview review) {
        List<ChainTrial> trials = review.rules().stream()
                .flatMap(each -> each.drill().chain().stream())
                .toList();
        return trials.isEmpty()
                ? Optional.empty()
                : Optional.of("%d alerts, %d tried, %d fired, %d delivered, %d over again"
                        .formatted(
                                trials.size(),
                                count(trials, each -> each.reason().isEmpty()),
                                count(trials, ChainTrial::fired),
                                count(trials, each -> !each.deliveries().isEmpty()),
                                count(trials, each -> !each.deliveries().isEmpty() && each.ended())));
    }

    private static long count(List<ChainTrial> trials, Predicate<ChainTrial> which) {
        return trials.stream().filter(which).count();
    }

    private static List<String> lines(TestReview tests) {
        List<String> lines = new ArrayList<>();
        tests.files().stream()
                .filter(each -> !each.passed())
                .forEach(each -> lines.add(each.file() + ": fails: " + each.told()));
        tests.mutants().stream()
                .filter(each -> !each.noticed())
                .forEach(each -> lines.add(each.file() + ":" + each.line() + ": " + each.alert()
                        + ": no test notices this mistake: " + each.mistake()));
        tests.replays().stream()
                .filter(each -> !(each.verdict() instanceof Verdict.Kept))
                .forEach(each -> {
                    lines.add(each.subject() + ", in the live chain");
                    lines.add(line(each));
                });
        if (!tests.files().isEmpty()) {
            lines.add(tests(tests));
        }
        return lines;
    }

    static String tests(TestReview tests) {
        return "%d test files, %d pass; of %d mistakes in the alerts that they expect, %d are noticed"
                .formatted(
                        tests.files().size(),
                        tests.files().stream().filter(TestFile::passed).count(),
                        tests.mutants().size(),
                        tests.mutants().stream().filter(Mutant::noticed).count());
    }

    /** Which alerts no test expects; nothing if there are no tests. */
    private static List<String> coverage(RuleReview review) {
        if (review.tests().files().isEmpty()) {
            return List.of();
        }
        List<String> bare = uncovered(review);
        String more = bare.size() > NAMED ? " and %d others".formatted(bare.size() - NAMED) : "";
        String names = bare.isEmpty()
                ? ""
                : ", none expects " + String.join(", ", bare.subList(0, Math.min(NAMED, bare.size()))) + more;
        return List.of("tests expect %d of %d alerts%s"
                .formatted(review.rules().size() - bare.size(), review.rules().size(), names));
    }

    /** The alerts that no passing test expects. */
    static List<String> uncovered(RuleReview review) {
        Set<String> expected = review.tests().files().stream()
                .filter(TestFile::passed)
                .flatMap(each -> each.alerts().stream())
                .collect(Collectors.toSet());
        return review.rules().stream()
                .map(each -> each.drill().name())
                .filter(name -> !expected.contains(name))
                .toList();
    }

    private static boolean isKept(RuleResult result) {
        return !result.has(Verdict.Broken.class) && !result.has(Verdict.Inconclusive.class);
    }

    private static List<String> of(RuleResult result) {
        List<String> lines = result.judgements().stream()
                .filter(each -> !(each.verdict() instanceof Verdict.Kept)
                        || !each.verdict().hint().isEmpty())
                .map(RuleText::line)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!lines.isEmpty()) {
            RuleDrill drill = result.drill();
            lines.add(0, drill.file() + ":" + drill.line() + ": " + drill.name());
        }
        return lines;
    }

    private static String line(Judgement judgement) {
        Verdict verdict = judgement.verdict();
        if (verdict instanceof Verdict.Kept) {
            return "    %-12s %s %s".formatted("note", judgement.check(), verdict.hint());
        }
        String hint = verdict.hint().isEmpty() ? "" : "; " + verdict.hint();
        return "    %-12s %s expected %s, but %s%s"
                .formatted(verdict.word(), judgement.check(), verdict.expected(), verdict.actual(), hint);
    }
}
