package io.firedrill.reports.drawing;

/** One row of a timeline. */
interface Lane {
    /** What the row is about. */
    String name();

    /** What tells it from rows of the same name, or its unit. */
    String detail();

    /** How tall it is. */
    double height();

    /** Draws it with its upper edge at {@code top}. */
    void draw(Svg svg, TimeAxis axis, double top);
}
