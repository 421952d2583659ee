package io.firedrill.reports.drawing;

/** A score out of 100 as a ring: what was proven in full, what could still be proven pale. Thread-safe. */
public final class ScoreRing {
    private static final double RADIUS = 66;

    private ScoreRing() {}

    /**
     * Draws a score.
     *
     * @param value what was proven
     * @param high what it would be if all that could not be judged were well
     * @param verdict {@code kept}, {@code broken} or {@code inconclusive}; gives the colour
     * @return an {@code svg} element of class {@code ring}
     */
    public static String of(int value, int high, String verdict) {
        Svg svg = new Svg(160, 160, "ring " + verdict, "Readiness score " + value + " of 100");
        svg.circle(80, 80, RADIUS, "track", "");
        svg.path(arc(value, high), "possible", "up to " + high + " if what could not be judged is well");
        svg.path(arc(0, value), "proven", value + " of 100 proven");
        svg.text(80, 92, "score", String.valueOf(value));
        svg.text(80, 114, "of", "of 100");
        return svg.finish();
    }

    private static String arc(int from, int to) {
        if (to <= from) {
            return "";
        }
        double end = to - from >= 100 ? from + 99.99 : to;
        return "M" + point(from) + "A66 66 0 " + (end - from > 50 ? 1 : 0) + " 1 " + point(end);
    }

    private static String point(double percent) {
        double angle = Math.PI * 2 * percent / 100 - Math.PI / 2;
        return Times.number(80 + RADIUS * Math.cos(angle), 3) + " " + Times.number(80 + RADIUS * Math.sin(angle), 3);
    }
}
