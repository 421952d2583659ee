package io.firedrill.reports;

import io.firedrill.evidence.verdict.Detection;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        List<Readiness.Promise> suite = run.suite().stream()
                .map(judgement -> suite(judgement, results, names))
                .toList();
        return new Readiness(
                Readiness.SCHEMA_VERSION,
                run.title(),
                run.startedAt(),
                run.took(),
                verdict(drills, suite),
                run.stack(),
                Scoring.of(drills, suite),
                RuleCoverage.of(results),
                drills,
                suite,
                run.notes(),
                ServiceScores.of(results),
                PanelCoverage.of(results));
    }

    private static String verdict(List<Readiness.Drill> drills, List<Readiness.Promise> suite) {
        List<String> words = Stream.concat(
                        drills.stream().map(Readiness.Drill::verdict),
                        suite.stream().map(Readiness.Promise::verdict))
                .toList();
        if (words.contains("broken")) {
            return "broken";
        }
        boolean kept = !drills.isEmpty() && words.stream().allMatch("kept"::equals);
        return kept ? "kept" : "inconclusive";
    }

    /** Its evidence is in the files of several drills, or in none of them. */
    private static Readiness.Promise suite(Judgement judgement, List<DrillResult> results, EvidenceNames names) {
        if (judgement.check().isOfEndpoints()) {
            return promise(
                    judgement,
                    judgement.verdict().evidence().stream()
                            .map(pointer -> Report.ENDPOINTS + "#" + pointer)
                            .toList());
        }
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < results.size(); i++) {
            files.put(results.get(i).evidence().drill().id(), names.file(i));
        }
        return promise(
                judgement,
                judgement.verdict().evidence().stream()
                        .filter(pointer -> files.containsKey(pointer.substring(0, pointer.indexOf('#'))))
                        .map(pointer -> files.get(pointer.substring(0, pointer.indexOf('#')))
                                + pointer.substring(pointer.indexOf('#')))
                        .toList());
    }

    private static Readiness.Drill drill(DrillResult result, String file) {
        return new Readiness.Drill(
                result.evidence().drill().id(),
                result.evidence().drill().name(),
                result.evidence().drill().story(),
                result.word(),
                true,
                result.judgements().stream()
                        .map(judgement -> promise(
                                judgement,
                                judgement.verdict().evidence().stream()
                                        .map(pointer -> file + "#" + pointer)
                                        .toList()))
                        .toList(),
                result.detections().stream().map(Tally::detection).toList());
    }

    private static Readiness.Drill notRun(RunInfo.NotRun drill) {
        return new Readiness.Drill(
                drill.id(), drill.name(), drill.reason(), "inconclusive", false, List.of(), List.of());
    }

    private static Readiness.Promise promise(Judgement judgement, List<String> evidence) {
        return new Readiness.Promise(
                judgement.id(),
                judgement.check().name(),
                judgement.subject(),
                judgement.verdict().word(),
                judgement.verdict().expected(),
                judgement.verdict().actual(),
                judgement.verdict().hint(),
                evidence);
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
                        .map(measured -> excess(measured, detection.budget().worst())),
                detection.hops().stream()
                        .map(hop -> new Readiness.HopTime(
                                hop.name(), hop.measured(), hop.least(), hop.most(), hop.unexplained()))
                        .toList());
    }

    private static Duration excess(Duration measured, Duration worst) {
        return measured.compareTo(worst) > 0 ? measured.minus(worst) : Duration.ZERO;
    }
}
