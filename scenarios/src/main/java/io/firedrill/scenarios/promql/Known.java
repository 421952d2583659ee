package io.firedrill.scenarios.promql;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is certain of all that an expression can give, whatever series there are.
 *
 * @param never why it can give nothing at all; empty if that is not certain
 * @param values between which its values lie
 * @param labels what is certain of labels: their only value, {@link #NONE}, {@link #SOME}, or nothing ({@link #ANY})
 * @param closed whether it has no other labels
 */
record Known(Optional<String> never, Range values, Map<String, String> labels, boolean closed) {
    /** A label that is not there. */
    static final String NONE = "";

    /** A label that is there, with any value. No label's value has a zero byte. */
    static final String SOME = "\0";

    /** A label that may or may not be there. */
    static final String ANY = "\1";

    Known {
        labels = Map.copyOf(labels);
    }

    static Known of(Range values) {
        return new Known(Optional.empty(), values, Map.of(), false);
    }

    Known with(Range other) {
        return new Known(never, other, labels, closed);
    }

    Known never(String why) {
        return never.isPresent() ? this : new Known(Optional.of(why), values, labels, closed);
    }

    Known labelled(Map<String, String> other, boolean only) {
        return new Known(never, values, other, only);
    }

    Known without(String label) {
        Map<String, String> rest = new HashMap<>(labels);
        rest.remove(label);
        return labelled(rest, false);
    }

    Optional<String> label(String name) {
        String value = labels.getOrDefault(name, closed ? NONE : ANY);
        return value.equals(ANY) ? Optional.empty() : Optional.of(value);
    }
}
