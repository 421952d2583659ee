package io.firedrill.evidence.verdict;

import io.firedrill.evidence.Evidence;
import java.util.List;

/**
 * A drill, judged: what reports are made of.
 *
 * @param evidence what was seen
 * @param judgements every promise with its verdict, in the order of the drill
 * @param detections where the detection time of each expected alert went
 * @param instrumentation how well each service is instrumented; empty if the drill cannot tell
 * @param panels what the panels of dashboards showed, query by query; empty if there are none
 */
public record DrillResult(
        Evidence evidence,
        List<Judgement> judgements,
        List<Detection> detections,
        List<InstrumentationScore> instrumentation,
        List<PanelSight> panels) {
    /** Copies the lists. */
    public DrillResult {
        judgements = List.copyOf(judgements);
        detections = List.copyOf(detections);
        instrumentation = List.copyOf(instrumentation);
        panels = List.copyOf(panels);
    }

    /**
     * A drill that cannot tell how services are instrumented, and asked no dashboard.
     *
     * @param evidence what was seen
     * @param judgements every promise with its verdict
     * @param detections where the detection time went
     */
    public DrillResult(Evidence evidence, List<Judgement> judgements, List<Detection> detections) {
        this(evidence, judgements, detections, List.of(), List.of());
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
