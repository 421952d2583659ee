package io.firedrill.scenarios.session;

import io.firedrill.assertions.FailureText;
import io.firedrill.evidence.verdict.Detection;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person at the terminal reads about a drill that was held. */
final class DrillLines {
    private DrillLines() {}

    static List<String> of(DrillResult result) {
        String name = result.evidence().drill().name();
        long kept = result.judgements().stream()
                .filter(judgement -> judgement.verdict() instanceof Verdict.Kept)
                .count();
        List<String> lines = new ArrayList<>();
        lines.add("drill '" + name + "': " + result.word() + ", " + kept + " of "
                + result.judgements().size() + " promises kept");
        // Of a storm once: instances of an alert that are told together differ in nothing that is shown.
        result.detections().stream()
                .map(detection -> "  " + text(detection))
                .distinct()
                .forEach(lines::add);
        if (!result.word().equals("kept")) {
            lines.add(FailureText.of(name, result.judgements()));
        }
        return lines;
    }

    private static String text(Detection detection) {
        return detection.alert()
                + detection.labels().getOrDefault("job", "").replaceFirst("(.+)", " ($1)")
                + detection
                        .measured()
                        .map(took -> " was delivered " + seconds(took) + " after the fault; the configuration allows "
                                + seconds(detection.budget().floor()) + " to "
                                + seconds(detection.budget().worst()))
                        .orElse(" was not delivered");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }
}
