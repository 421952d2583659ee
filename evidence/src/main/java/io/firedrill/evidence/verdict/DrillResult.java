package io.firedrill.evidence.verdict;

import io.firedrill.evidence.Evidence;
import java.util.List;

/**
 * A drill, judged: what reports are made of.
 *
 * @param evidence what was seen
 * @param judgements every promise with its verdict, in the order of the drill
 * @param detections where the detection time of each expected alert went
 */
public record DrillResult(Evidence evidence, List<Judgement> judgements, List<Detection> detections) {
    /** Copies the lists. */
    public DrillResult {
        judgements = List.copyOf(judgements);
        detections = List.copyOf(detections);
    }

    /**
     * The drill's verdict: the worst of its promises; inconclusive when it has none.
     *
     * @return {@code kept}, {@code broken} or {@code inconclusive}
     */
    public String word() {
        if (judgements.stream().anyMatch(judgement -> judgement.verdict() instanceof Verdict.Broken)) {
            return "broken";
        }
        boolean kept = !judgements.isEmpty()
                && judgements.stream().allMatch(judgement -> judgement.verdict() instanceof Verdict.Kept);
        return kept ? "kept" : "inconclusive";
    }
}
