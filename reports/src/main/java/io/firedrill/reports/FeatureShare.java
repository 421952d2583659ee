package io.firedrill.reports;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How alerts did that have something in common; public for its template.
 *
 * @param feature e.g. a function that they call
 * @param alerts how many there are
 * @param kept how many do as their rules say
 * @param delivered how many were delivered in the live chain
 */
public record FeatureShare(String feature, int alerts, long kept, long delivered) {
    /** The commonest first. */
    static List<FeatureShare> of(RuleReview review) {
        Map<String, List<RuleResult>> byFeature = new LinkedHashMap<>();
        for (RuleResult each : review.rules()) {
            each.drill()
                    .features()
                    .forEach(feature -> byFeature
                            .computeIfAbsent(feature, any -> new ArrayList<>())
                            .add(each));
        }
        return byFeature.entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(FeatureShare::alerts).reversed().thenComparing(FeatureShare::feature))
                .toList();
    }

    private static FeatureShare of(String feature, List<RuleResult> results) {
        long kept = results.stream()
                .filter(each -> !each.has(Verdict.Broken.class) && !each.has(Verdict.Inconclusive.class))
                .count();
        long delivered = results.stream()
                .flatMap(each -> each.drill().chain().stream())
                .map(ChainTrial::deliveries)
                .filter(deliveries -> !deliveries.isEmpty())
                .count();
        return new FeatureShare(feature, results.size(), kept, delivered);
    }

    /**
     * The share that do as their rules say.
     *
     * @return in whole percent, rounded down
     */
    public long percent() {
        return 100 * kept / alerts;
    }
}
