package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** What the panels of dashboards drew. */
final class Panels {
    private Panels() {}

    /** What a promise of D02 about a panel is called. */
    static String id(String title) {
        return "D02-" + Words.id(Words.lower(title));
    }

    static String subject(String title) {
        return "panel \"" + title + "\"";
    }

    /** Nobody asked, or not all could be asked. */
    static Optional<Obstacle> unread(Evidence evidence) {
        return Metrics.unanswered(evidence)
                .or(() -> evidence.metrics().panels().isEmpty()
                        ? Optional.of(new Obstacle(
                                "no dashboard was asked",
                                "name the files in monitoring.dashboards",
                                List.of("/metrics/panels")))
                        : Optional.empty());
    }

    /** What is made of the queries of one panel and the pointers to them, if it is there and they are taken. */
    static Verdict titled(
            Evidence evidence,
            Expectation expected,
            String title,
            BiFunction<List<PanelReading>, List<String>, Verdict> judged) {
        List<PanelReading> all = evidence.metrics().panels();
        List<PanelReading> mine =
                all.stream().filter(each -> each.panel().equals(title)).toList();
        if (mine.isEmpty()) {
            List<String> titles =
                    all.stream().map(PanelReading::panel).distinct().toList();
            return expected.broken(
                    "no dashboard has such a panel", "they have " + Words.list(titles), List.of("/metrics/panels"));
        }
        List<String> pointers =
                mine.stream().map(each -> pointer(evidence, each)).toList();
        return mine.stream()
                .flatMap(each -> each.error().stream())
                .findFirst()
                .map(error -> expected.unclear("its query is not taken: " + error + " (see D01)", "", pointers))
                .orElseGet(() -> judged.apply(mine, pointers));
    }

    static String pointer(Evidence evidence, PanelReading reading) {
        return "/metrics/panels/" + evidence.metrics().panels().indexOf(reading);
    }

    /** {@code "Latency" of "Shop"}; with the name of the query where the panel has several. */
    static String name(Evidence evidence, PanelReading reading) {
        long queries = evidence.metrics().panels().stream()
                .filter(other -> other.dashboard().equals(reading.dashboard())
                        && other.panel().equals(reading.panel()))
                .count();
        return "\"%s\"%s of \"%s\""
                .formatted(reading.panel(), queries > 1 ? " (" + reading.ref() + ")" : "", reading.dashboard());
    }

    /** Why it drew nothing, as far as that is known. */
    static String why(PanelReading reading) {
        return reading.missing().isEmpty()
                ? "every series that it asks for is there, and together they give nothing"
                : "there is no series of " + Words.few(reading.missing());
    }
}
