package io.firedrill.reports.drawing;

/** Writes SVG. Everything that goes in is escaped. Confined to one drawing. */
final class Svg {
    private final StringBuilder out = new StringBuilder(4096);

    Svg(double width, double height, String css, String label) {
        open("svg");
        attribute("class", css);
        attribute("viewBox", "0 0 " + number(width) + " " + number(height));
        attribute("role", "img");
        attribute("aria-label", label);
        out.append('>');
    }

    /** A rectangle, at least one hair wide so that nothing short goes unseen. */
    Svg rect(double x, double y, double width, double height, String css, String title) {
        open("rect");
        numbers("x", x, "y", y);
        numbers("width", Math.max(width, 0.8), "height", Math.max(height, 0));
        attribute("class", css);
        return close("rect", title);
    }

    Svg rounded(double x, double y, double width, double height, String css, String title) {
        open("rect");
        numbers("x", x, "y", y);
        numbers("width", Math.max(width, 2), "height", height);
        numbers("rx", 2.5, "ry", 2.5);
        attribute("class", css);
        return close("rect", title);
    }

    Svg line(double x1, double y1, double x2, double y2, String css) {
        open("line");
        numbers("x1", x1, "y1", y1);
        numbers("x2", x2, "y2", y2);
        attribute("class", css);
        return close("line", "");
    }

    Svg path(String shape, String css, String title) {
        open("path");
        attribute("d", shape);
        attribute("class", css);
        return close("path", title);
    }

    Svg circle(double x, double y, double radius, String css, String title) {
        open("circle");
        numbers("cx", x, "cy", y);
        out.append(" r=\"").append(number(radius)).append('"');
        attribute("class", css);
        return close("circle", title);
    }

    Svg text(double x, double y, String css, String text) {
        return text(x, y, css, text, "");
    }

    Svg text(double x, double y, String css, String text, String title) {
        open("text");
        numbers("x", x, "y", y);
        attribute("class", css);
        out.append('>');
        if (!title.isEmpty()) {
            out.append("<title>").append(escape(title)).append("</title>");
        }
        out.append(escape(text)).append("</text>");
        return this;
    }

    String finish() {
        return out.append("</svg>").toString();
    }

    /** One decimal is a tenth of a pixel. */
    static String number(double value) {
        return Times.number(value, 1);
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private void open(String element) {
        out.append('<').append(element);
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    }

    private void numbers(String first, double one, String second, double two) {
        attribute(first, number(one));
        attribute(second, number(two));
    }

    private Svg close(String element, String title) {
        if (title.isEmpty()) {
            out.append("/>");
        } else {
            out.append("><title>").append(escape(title)).append("</title></");
            out.append(element).append('>');
        }
        return this;
    }
}
