package io.firedrill.reports;

import io.firedrill.evidence.history.AlertReview;
import io.firedrill.evidence.history.HistoryReview;
import io.firedrill.evidence.history.IncidentReview;
import io.firedrill.evidence.history.IncidentReview.Answer;
import io.firedrill.evidence.history.Proportion;
import io.firedrill.evidence.history.Stretch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What alerts were worth, for a terminal. Thread-safe. */
public final class HistoryText {
    private static final int MOST_NOISE = 3;

    private HistoryText() {}

    /**
     * Writes a review down.
     *
     * @param review what to tell
     * @return lines that end with a line break
     */
    public static String of(HistoryReview review) {
        List<String> lines = new ArrayList<>();
        lines.add("from " + text(review.read()) + ", " + review.incidents().size() + " incidents");
        review.blind().forEach(blind -> lines.add("nothing was stored from " + text(blind)));
        lines.add("");
        review.incidents().forEach(incident -> lines.addAll(of(incident)));
        lines.add("");
        review.alerts().forEach(alert -> lines.addAll(of(alert)));
        lines.add("");
        lines.add("recall     " + text(review.recall(), "of the incidents that history decides were noticed"));
        lines.add("precision  " + text(review.precision(), "of the firings began in an incident"));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> of(IncidentReview review) {
        String head = "%-9s  %s, %s for %s"
                .formatted(
                        review.outcome().name().toLowerCase(Locale.ROOT),
                        review.incident().name(),
                        review.incident().from(),
                        length(Duration.between(
                                review.incident().from(), review.incident().to())));
        return Stream.of(
                        Stream.of(head),
                        Stream.of(review.reason()),
                        review.answers().stream().map(HistoryText::of),
                        review.missing().stream().map(expected -> expected + " is expected and did not fire"),
                        Stream.of(String.join(", ", review.beside()))
                                .filter(names -> !names.isEmpty())
                                .map(names -> "beside it: " + names))
                .flatMap(part -> part)
                .filter(line -> !line.isEmpty())
                .map(line -> line.equals(head) ? line : "           " + line)
                .toList();
    }

    private static String of(Answer answer) {
        return "%s after %s, %s"
                .formatted(
                        answer,
                        length(answer.after()),
                        answer.reset().map(HistoryText::reset).orElse("goes on"));
    }

    private static String reset(Duration reset) {
        return reset.isNegative()
                ? "over " + length(reset.negated()) + " before it was"
                : "over " + length(reset) + " after it was";
    }

    private static List<String> of(AlertReview alert) {
        String head = "%s: %d firings, %d in incidents%s%s, %s in all"
                .formatted(
                        alert.alert(),
                        alert.precision().of(),
                        alert.precision().hits(),
                        alert.recall().of() == 0
                                ? ""
                                : ", told of " + alert.recall().hits() + " of "
                                        + alert.recall().of() + " that expect it",
                        alert.detection()
                                .map(median -> ", after " + length(median) + " (median)")
                                .orElse(""),
                        length(alert.fired()));
        List<String> lines = new ArrayList<>(List.of(head));
        alert.noise().stream().limit(MOST_NOISE).forEach(noise -> lines.add("           noise from " + text(noise)));
        Optional.of(alert.noise().size() - MOST_NOISE)
                .filter(more -> more > 0)
                .ifPresent(more -> lines.add("           and " + more + " times more"));
        return lines;
    }

    private static String text(Stretch stretch) {
        return stretch.from() + " to " + stretch.to() + " (" + length(stretch.length()) + ")";
    }

    private static String text(Proportion share, String what) {
        return share.of() == 0
                ? "nothing to count"
                : String.format(
                        Locale.ROOT,
                        "%d of %d %s (%.0f %%; 95 %% interval %.0f %% to %.0f %%)",
                        share.hits(),
                        share.of(),
                        what,
                        100.0 * share.hits() / share.of(),
                        100 * share.low(),
                        100 * share.high());
    }

    /** To the second, and shorter ones to the tenth. */
    private static String length(Duration length) {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            return String.format(Locale.ROOT, "%.1fs", length.toMillis() / 1000.0);
        }
        Duration seconds = length.truncatedTo(ChronoUnit.SECONDS);
        return Stream.of(
                        part(seconds.toDays(), "d"),
                        part(seconds.toHoursPart(), "h"),
                        part(seconds.toMinutesPart(), "m"),
                        part(seconds.toSecondsPart(), "s"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining());
    }

    private static String part(long value, String unit) {
        return value == 0 ? "" : value + unit;
    }
}
