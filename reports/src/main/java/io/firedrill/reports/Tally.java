package io.firedrill.reports;

import io.firedrill.evidence.verdict.Detection;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns judged drills into a {@link Readiness}. */
final class Tally {
    private Tally() {}

    static Readiness of(List<DrillResult> results, RunInfo run) {
        EvidenceNames names = EvidenceNames.of(results);
        List<Readiness.Drill> drills = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            drills.add(drill(results.get(i), names.file(i)));
        }
        run.notRun().forEach(drill -> drills.add(notRun(drill)));
        return new Readiness(
                Readiness.SCHEMA_VERSION,
                run.title(),
                run.startedAt(),
                run.took(),
                verdict(drills),
                run.stack(),
                Scoring.of(drills),
                RuleCoverage.of(results),
                drills,
                run.notes());
    }

    private static String verdict(List<Readiness.Drill> drills) {
        if (drills.stream().anyMatch(drill -> drill.verdict().equals("broken"))) {
            return "broken";
        }
        boolean kept = !drills.isEmpty()
                && drills.stream().allMatch(drill -> drill.verdict().equals("kept"));
        return kept ? "kept" : "inconclusive";
    }

    private static Readiness.Drill drill(DrillResult result, String file) {
        return new Readiness.Drill(
                result.evidence().drill().id(),
                result.evidence().drill().name(),
                result.evidence().drill().story(),
                result.word(),
                true,
                result.judgements().stream()
                        .map(judgement -> promise(judgement, file))
                        .toList(),
                result.detections().stream().map(Tally::detection).toList());
    }

    private static Readiness.Drill notRun(RunInfo.NotRun drill) {
        return new Readiness.Drill(
                drill.id(), drill.name(), drill.reason(), "inconclusive", false, List.of(), List.of());
    }

    private static Readiness.Promise promise(Judgement judgement, String file) {
        return new Readiness.Promise(
                judgement.id(),
                judgement.check().name(),
                judgement.subject(),
                judgement.verdict().word(),
                judgement.verdict().expected(),
                judgement.verdict().actual(),
                judgement.verdict().hint(),
                judgement.verdict().evidence().stream()
                        .map(pointer -> file + "#" + pointer)
                        .toList());
    }

    private static Readiness.DetectionTime detection(Detection detection) {
        return new Readiness.DetectionTime(
                detection.alert(),
                detection.labels(),
                detection.measured(),
                detection.budget().floor(),
                detection.budget().worst(),
                detection
                        .measured()
                        .map(measured -> excess(measured, detection.budget().worst())));
    }

    private static Duration excess(Duration measured, Duration worst) {
        return measured.compareTo(worst) > 0 ? measured.minus(worst) : Duration.ZERO;
    }
}
