package io.firedrill.reports;

import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page about rules shows; public for its template.
 *
 * @param review what is told
 */
public record RulePage(RuleReview review) {
    private static final int SHOWN = 3;
    private static final int MANY = 20;

    /**
     * What it is about.
     *
     * @return a clause
     */
    public String title() {
        return "%d of %d alerts do as their rules say"
                .formatted(with("kept").size(), review.rules().size());
    }

    /**
     * How the tests of their own did.
     *
     * @return a clause
     */
    public String tests() {
        return RuleText.tests(review.tests());
    }

    /**
     * How many went the whole way of the live chain.
     *
     * @return a clause; empty if none was asked for
     */
    public String chain() {
        return RuleText.chain(review).orElse("");
    }

    /**
     * How alerts did by what they are made of.
     *
     * @return the commonest first; of a few alerts nothing can be said
     */
    public List<FeatureShare> features() {
        return review.rules().size() < MANY ? List.of() : FeatureShare.of(review);
    }

    /**
     * How long something took.
     *
     * @param duration any
     * @return in seconds
     */
    public String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    /**
     * The rules that are so, all in all.
     *
     * @param word a word for a verdict
     * @return in order
     */
    public List<RuleResult> with(String word) {
        return review.rules().stream().filter(each -> word(each).equals(word)).toList();
    }

    /**
     * The first few of the alerts that fired.
     *
     * @param trial of a rule
     * @return as they fired
     */
    public List<FiredAlert> shown(RuleTrial trial) {
        return trial.alerts().stream().limit(SHOWN).toList();
    }

    /**
     * Entries in the order of their names.
     *
     * @param map any
     * @return its entries
     */
    public List<Map.Entry<String, String>> sorted(Map<String, String> map) {
        return List.copyOf(new TreeMap<>(map).entrySet());
    }

    private static String word(RuleResult result) {
        if (result.has(Verdict.Broken.class)) {
            return "broken";
        }
        return result.has(Verdict.Inconclusive.class) ? "inconclusive" : "kept";
    }
}
