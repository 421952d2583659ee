package io.firedrill.scenarios.promql;

import java.util.List;

/** What an expression gives. */
sealed interface Value {
    record Scalar(double value) implements Value {}

    record Text(String value) implements Value {}

    /** Those that are there, and those that nearly are. */
    record Vector(List<Element> elements) implements Value {}
}
