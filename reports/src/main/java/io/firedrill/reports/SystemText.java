package io.firedrill.reports;

import io.firedrill.evidence.endpoint.ClockDifference;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What was found out about a system that already runs, as text for a terminal. */
public final class SystemText {
    private SystemText() {}

    /**
     * Writes it.
     *
     * @param system what was found
     * @param exposures what became of the checks of its endpoints
     * @return lines, each ended
     */
    public static String of(SystemSighting system, List<Judgement> exposures) {
        StringBuilder text = new StringBuilder();
        line(text, system.title() + ", as found at " + system.at());
        for (EndpointSighting endpoint : system.endpoints()) {
            line(text, "");
            line(text, endpoint.name() + "  " + endpoint.url() + told(endpoint));
            for (Question each : endpoint.questions()) {
                line(text, "  %-8s %-14s %s".formatted(word(each), each.topic(), each.told()));
            }
            exposures.stream()
                    .filter(judgement -> judgement.id().equals(judgement.check() + "-" + endpoint.name()))
                    .forEach(judgement -> exposure(text, judgement));
        }
        return text.toString();
    }

    private static void exposure(StringBuilder text, Judgement judgement) {
        String word = judgement.verdict().word();
        line(
                text,
                "  %-8s %-14s %s"
                        .formatted(
                                word.equals("inconclusive") ? "unclear" : word,
                                judgement.check(),
                                judgement.verdict().actual()));
        if (!word.equals("kept") && !judgement.verdict().hint().isEmpty()) {
            line(
                    text,
                    "  %-8s %-14s %s"
                            .formatted("", "", "-> " + judgement.verdict().hint()));
        }
    }

    private static String told(EndpointSighting endpoint) {
        return endpoint.version()
                        .map(version -> ", " + endpoint.kind() + " " + version)
                        .orElse("")
                + endpoint.clock().map(SystemText::clock).orElse("");
    }

    private static String clock(ClockDifference difference) {
        String within = seconds(difference.within());
        if (difference.ahead().abs().compareTo(difference.within()) <= 0) {
            return ", clock agrees to " + within;
        }
        String side = difference.ahead().isNegative() ? " behind" : " ahead";
        return ", clock " + seconds(difference.ahead().abs()) + side + " (to " + within + ")";
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.3f s", length.toMillis() / 1000.0);
    }

    private static String word(Question question) {
        return switch (question.answer()) {
            case GIVEN -> "can";
            case REFUSED -> "refused";
            case ABSENT -> "absent";
            case FAILED -> "failed";
        };
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
