package io.firedrill.scenarios.promql;

/**
 * One of a vector.
 *
 * @param labels its labels
 * @param value its value
 * @param margin by how much it is there, from -1 to 1: positive if it is, and otherwise how far from it. The robustness of signal
 *     temporal logic (Donzé and Maler, 2010), relative to the numbers that are compared
 */
record Element(Labels labels, double value, double margin) {
    static final double SURE = 1;

    boolean isThere() {
        return margin > 0;
    }

    Element with(double other) {
        return new Element(labels.nameless(), other, margin);
    }

    Element within(double other) {
        return new Element(labels, value, both(margin, other));
    }

    /** Of two conditions: the lesser one if both hold; what is wrong with either counts, so that mending one is a step. */
    static double both(double one, double other) {
        return one > 0 && other > 0 ? Math.min(one, other) : (Math.min(one, 0) + Math.min(other, 0)) / 2;
    }
}
