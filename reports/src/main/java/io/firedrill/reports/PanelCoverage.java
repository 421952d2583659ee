package io.firedrill.reports;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.PanelSight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the panels of dashboards showed, in the union of all drills. */
final class PanelCoverage {
    private record Key(String dashboard, String panel, String ref) {
        static Key of(PanelSight sight) {
            return new Key(sight.dashboard(), sight.panel(), sight.ref());
        }
    }

    private record Seen(String drill, PanelSight sight) {}

    private PanelCoverage() {}

    /** In the order of the dashboards. */
    static List<CoveredPanel> of(List<DrillResult> results) {
        Map<Key, List<Seen>> panels = new LinkedHashMap<>();
        for (DrillResult result : results) {
            String drill = result.evidence().drill().id();
            result.panels()
                    .forEach(sight -> panels.computeIfAbsent(Key.of(sight), any -> new ArrayList<>())
                            .add(new Seen(drill, sight)));
        }
        return panels.values().stream().map(PanelCoverage::covered).toList();
    }

    /** How many draw, and how many of those moved with a fault, in a line. */
    static String line(List<CoveredPanel> panels) {
        long drew = panels.stream().filter(CoveredPanel::drew).count();
        long moved = panels.stream().filter(panel -> !panel.moved().isEmpty()).count();
        List<String> never = panels.stream()
                .filter(panel -> !panel.drew())
                .map(CoveredPanel::panel)
                .distinct()
                .toList();
        return "panel queries: %d read, %d drew something, %d moved with a fault".formatted(panels.size(), drew, moved)
                + (never.isEmpty() ? "" : "; never drew: " + String.join(", ", never));
    }

    private static CoveredPanel covered(List<Seen> seen) {
        PanelSight first = seen.get(0).sight();
        List<String> drew = seen.stream()
                .filter(each -> each.sight().drew())
                .map(Seen::drill)
                .distinct()
                .toList();
        List<String> moved = union(seen.stream().map(each -> each.sight().moved()));
        return new CoveredPanel(
                first.dashboard(),
                first.panel(),
                first.ref(),
                first.query(),
                !drew.isEmpty(),
                drew,
                moved,
                drew.isEmpty() ? first.trouble() : still(seen, moved));
    }

    private static String still(List<Seen> seen, List<String> moved) {
        List<String> faults = union(seen.stream().map(each -> each.sight().faults()));
        return moved.isEmpty() && !faults.isEmpty()
                ? "it moved with none of " + faults.size() + " faults: break what it is there to show, or take it out"
                : "";
    }

    private static List<String> union(Stream<List<String>> names) {
        return names.flatMap(List::stream).distinct().toList();
    }
}
