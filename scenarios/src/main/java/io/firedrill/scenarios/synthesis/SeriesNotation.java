package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Course;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@link SeriesText} writes, and people: values in the notation of promtool's unit tests, without native histograms. Stateless. */
final class SeriesNotation {
    private static final String NUMBER = "[-+]?(?:[\\d.]+(?:[eE][-+]?\\d+)?|Inf|inf|NaN|nan)";
    private static final Pattern RUN =
            Pattern.compile("(?<first>" + NUMBER + ")(?:(?<sign>[-+])(?<step>" + NUMBER + "))?(?:x(?<times>\\d+))?");
    private static final Pattern GAP = Pattern.compile("_(?:x(?<times>\\d+))?");

    private SeriesNotation() {}

    /** One value for each sample; {@link Course#ABSENT} where there is none. */
    static List<Double> values(String text) {
        List<Double> values = new ArrayList<>();
        for (String word : text.strip().split("\\s+")) {
            Matcher gap = GAP.matcher(word);
            Matcher run = RUN.matcher(word);
            if (word.isEmpty()) {
                continue;
            }
            if (word.equals("stale")) {
                values.add(Course.ABSENT);
            } else if (gap.matches()) {
                add(values, Course.ABSENT, 0, gap.group("times") == null ? 1 : Integer.parseInt(gap.group("times")));
            } else if (run.matches()) {
                int more = run.group("times") == null ? 0 : Integer.parseInt(run.group("times"));
                add(values, number(run.group("first")), step(run), more + 1);
            } else {
                throw new UnsupportedPromqlException("the values " + word);
            }
        }
        return values;
    }

    private static double step(Matcher run) {
        String step = run.group("step");
        return step == null ? 0 : (run.group("sign").equals("-") ? -1 : 1) * number(step);
    }

    private static double number(String text) {
        return Double.parseDouble(text.replaceFirst("(?i)inf$", "Infinity").replaceFirst("(?i)nan$", "NaN"));
    }

    private static void add(List<Double> values, double first, double step, int times) {
        for (int i = 0; i < times; i++) {
            values.add(first + i * step);
        }
    }
}
