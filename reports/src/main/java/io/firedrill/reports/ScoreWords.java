package io.firedrill.reports;

import io.firedrill.reports.drawing.Times;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The outcome in words; the page and the summary say the same. */
final class ScoreWords {
    private ScoreWords() {}

    static String title(String verdict) {
        return switch (verdict) {
            case "kept" -> "Ready";
            case "broken" -> "Not ready";
            default -> "Not proven";
        };
    }

    static String sentence(Readiness readiness) {
        Map<String, Long> counts = readiness.sections().stream()
                .flatMap(drill -> drill.promises().stream())
                .collect(Collectors.groupingBy(Readiness.Promise::verdict, Collectors.counting()));
        long broken = counts.getOrDefault("broken", 0L);
        long unsure = counts.getOrDefault("inconclusive", 0L);
        long all = broken + unsure + counts.getOrDefault("kept", 0L);
        long silent = readiness.drills().stream()
                .filter(drill -> drill.promises().isEmpty())
                .count();
        if (readiness.drills().isEmpty()) {
            return "No drill ran, so nothing is known about this monitoring.";
        }
        String also = silent > 0 ? " " + drills(silent) + " did not run or promised nothing." : "";
        if (broken > 0) {
            return broken + " of " + promises(all) + " broke" + gravest(readiness.score()) + "." + also;
        }
        if (unsure > 0) {
            return unsure + " of " + promises(all)
                    + " could not be judged, and what could not be judged does not count." + also;
        }
        if (silent > 0) {
            return also.strip() + " So readiness is not proven.";
        }
        return all == 1 ? "The one promise was kept." : "All " + promises(all) + " were kept.";
    }

    private static String gravest(Readiness.Score score) {
        return score.caps().isEmpty() ? "" : ": " + score.caps().get(0).reason();
    }

    private static String promises(long count) {
        return count == 1 ? "1 promise" : count + " promises";
    }

    private static String drills(long count) {
        return count == 1 ? "1 drill" : count + " drills";
    }

    static String range(Readiness.Score score) {
        return score.low() == score.high()
                ? ""
                : "between " + score.low() + " and " + score.high() + ", depending on what could not be judged";
    }

    /** The sum, e.g. {@code 100 − 6.9 − 5.2 = 87.9, rounded down to 87, capped at 49}. */
    static String sum(Readiness.Score score) {
        if (score.lost().isEmpty()) {
            return score.value() == 100 ? "Nothing was lost: 100." : "Nothing was drilled: " + score.value() + ".";
        }
        List<Double> points = score.lost().stream().map(Readiness.Loss::points).toList();
        double rest = 100 - points.stream().mapToDouble(point -> point).sum();
        Function<Double, String> minus = point -> " − " + Times.number(point, 1);
        String sum = "100" + points.stream().map(minus).collect(Collectors.joining()) + " ≈ "
                + Times.number(Math.max(0, rest), 1);
        boolean capped = score.caps().stream().anyMatch(cap -> cap.limit() == score.value());
        return sum + (capped ? ", capped at " + score.value() : ", which counts as " + score.value());
    }
}
