package io.firedrill.stacks.observe;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a component counts of itself, in Prometheus' text format 0.0.4. */
record Exposition(String text) {
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    /** The sum of a metric over all label sets; 0 if there is none. */
    double sum(String name) {
        return lines(name).mapToDouble(Exposition::value).sum();
    }

    /** A metric by its labels; empty if there is none. Values of labels must hold no quote. */
    Map<Map<String, String>, Double> values(String name) {
        Map<Map<String, String>, Double> values = new HashMap<>();
        lines(name).filter(line -> line.startsWith(name + "{")).forEach(line -> {
            Map<String, String> labels = new HashMap<>();
            LABEL.matcher(line).results().forEach(label -> labels.put(label.group(1), label.group(2)));
            values.put(labels, value(line));
        });
        return values;
    }

    /** Whether there is such a metric. */
    boolean has(String name) {
        return lines(name).findAny().isPresent();
    }

    private Stream<String> lines(String name) {
        return text.lines().filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"));
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
