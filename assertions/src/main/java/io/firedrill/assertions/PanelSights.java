package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.PanelSight;
import java.util.List;

/** What the panels of dashboards showed in a drill, and which of its faults they moved with; no verdict. Thread-safe. */
public final class PanelSights {
    private PanelSights() {}

    /**
     * Looks at every panel.
     *
     * @param evidence what was seen
     * @return one for each query, in the order of the dashboards; empty if no dashboard was asked
     */
    public static List<PanelSight> of(Evidence evidence) {
        List<FaultRecord> faults = evidence.faults().stream()
                .filter(fault -> Gates.fault(evidence, fault.name()).isEmpty())
                .toList();
        return evidence.metrics().panels().stream()
                .map(panel -> new PanelSight(
                        panel.dashboard(),
                        panel.panel(),
                        panel.ref(),
                        panel.drawn().query(),
                        panel.drew() ? "" : panel.error().orElseGet(() -> Panels.why(panel)),
                        names(faults),
                        names(faults.stream()
                                .filter(fault -> moves(evidence, panel, fault))
                                .toList())))
                .toList();
    }

    private static boolean moves(Evidence evidence, PanelReading panel, FaultRecord fault) {
        return PanelCourse.of(panel, Faults.episode(evidence, fault)).stream()
                .anyMatch(course -> course.rose() || course.fell());
    }

    private static List<String> names(List<FaultRecord> faults) {
        return faults.stream().map(FaultRecord::name).toList();
    }
}
