package io.firedrill.reports.drawing;

/** Puts words into a bar where they fit, else beside it. */
final class Caption {
    /** Wide enough for the broadest of the usual system fonts at the size that the style sheet gives. */
    private static final double CHARACTER = 6.6;

    private Caption() {}

    static double width(String text) {
        return text.codePointCount(0, text.length()) * CHARACTER;
    }

    static void in(Svg svg, double x, double width, double baseline, String css, String text) {
        if (width(text) + 12 <= width) {
            svg.text(x + 7, baseline, css, text);
        }
    }

    static void inOrBeside(Svg svg, TimeAxis axis, double x, double width, double baseline, String text) {
        if (width(text) + 12 <= width) {
            svg.text(x + 7, baseline, "in", text);
        } else if (x + width + 8 + width(text) <= axis.right()) {
            svg.text(x + width + 6, baseline, "beside", text);
        } else if (x - 8 - width(text) >= axis.left()) {
            svg.text(x - 6, baseline, "beside end", text);
        }
    }

    static String cut(String text, int most) {
        int length = text.codePointCount(0, text.length());
        return length <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }
}
