package io.firedrill.scenarios.session;

import io.firedrill.assertions.CoveragePromises;
import io.firedrill.assertions.Detections;
import io.firedrill.assertions.Instrumentation;
import io.firedrill.assertions.Judge;
import io.firedrill.assertions.PanelSights;
import io.firedrill.assertions.Suite;
import io.firedrill.assertions.exposure.Exposures;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.scenarios.drill.Drill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What becomes of evidence, fresh or saved: pure functions. */
final class Judging {
    private Judging() {}

    static DrillResult of(Evidence evidence, Drill drill) {
        return new DrillResult(
                evidence,
                Judge.judge(evidence, drill.promises()),
                Detections.of(evidence, drill.watched()),
                Instrumentation.of(evidence),
                PanelSights.of(evidence));
    }

    /** What is found in files or at endpoints, and takes no drill: X01 to X04, and D04 where Grafana manages rules. */
    static List<Judgement> found(SystemSighting system) {
        List<Judgement> all = new ArrayList<>(Exposures.judge(system));
        if (!system.grafana().isEmpty()) {
            all.add(CoveragePromises.grafanaRulesAreDrilled(system.grafana()));
        }
        return List.copyOf(all);
    }

    /** What only all drills of a plan together show (A18). */
    static Judgement rules(List<Drill> plan, Function<Drill, Optional<DrillResult>> results) {
        return CoveragePromises.everyRuleIsExercised(new Suite(plan.stream()
                .map(drill -> new Suite.Part(drill.id(), drill.promises(), drill.alwaysOn(), results.apply(drill)))
                .toList()));
    }
}
