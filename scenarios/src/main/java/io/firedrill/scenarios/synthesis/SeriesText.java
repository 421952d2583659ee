package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.chain.Script;
import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.promql.Matcher;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The series of a scenario in the notation of promtool's unit tests: {@code 1+2x3 _x4}. Stateless. */
final class SeriesText {
    private static final double SAME = 1e-9;

    private SeriesText() {}

    /** By series, as selectors are written. */
    static Map<String, String> of(Scenario scenario) {
        Map<Labels, List<Double>> samples = samples(new MadeUpScript(scenario));
        Map<String, String> texts = new LinkedHashMap<>();
        samples.forEach((labels, values) -> texts.put(selector(labels), written(values)));
        return texts;
    }

    private static Map<Labels, List<Double>> samples(Script script) {
        Map<Labels, List<Double>> samples = new LinkedHashMap<>();
        long lead = script.span(script.parts().get(0)).begin() - script.begin();
        script.series()
                .forEach(labels -> samples.put(
                        labels,
                        new ArrayList<>(
                                Collections.nCopies(Math.toIntExact(lead / script.interval()), Course.ABSENT))));
        Map<Labels, Double> bases = Map.of();
        for (Script.Part part : script.parts()) {
            Map<Labels, Course> courses = script.courses(part, bases);
            Script.Span span = script.span(part);
            samples.forEach((labels, values) ->
                    add(values, courses.getOrDefault(labels, any -> Course.ABSENT), span, script.interval()));
            bases = script.bases(part, courses, bases, span.end() + script.interval());
        }
        return samples;
    }

    private static void add(List<Double> values, Course course, Script.Span span, long interval) {
        for (long at = span.begin(); at <= span.end(); at += interval) {
            values.add(course.at(at));
        }
    }

    private static String selector(Labels labels) {
        String rest = labels.map().entrySet().stream()
                .filter(each -> !each.getKey().equals(Matcher.NAME))
                .map(each -> name(each.getKey()) + "=\""
                        + each.getValue().replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(","));
        String metric = labels.get(Matcher.NAME);
        return metric.matches("[a-zA-Z_:][\\w:]*")
                ? metric + "{" + rest + "}"
                : "{\"" + metric + "\"" + (rest.isEmpty() ? "" : "," + rest) + "}";
    }

    private static String name(String label) {
        return label.matches("[a-zA-Z_]\\w*") ? label : '"' + label + '"';
    }

    private static String written(List<Double> samples) {
        List<String> runs = new ArrayList<>();
        int at = 0;
        while (at < samples.size()) {
            int length = length(samples, at);
            boolean ends = at > 0 && Double.isNaN(samples.get(at)) && !Double.isNaN(samples.get(at - 1));
            runs.add(ends ? "stale" : run(samples, at, length));
            at += ends ? 1 : length;
        }
        return String.join(" ", runs);
    }

    private static int length(List<Double> samples, int from) {
        int to = from + 1;
        boolean absent = Double.isNaN(samples.get(from));
        double step = to < samples.size() ? samples.get(to) - samples.get(from) : 0;
        while (to < samples.size()
                && (absent
                        ? Double.isNaN(samples.get(to))
                        : same(samples.get(from) + step * (to - from), samples.get(to)))) {
            to++;
        }
        return to - from;
    }

    private static boolean same(double one, double other) {
        return one == other || Math.abs(one - other) <= SAME * Math.max(Math.abs(one), Math.abs(other));
    }

    private static String run(List<Double> samples, int at, int length) {
        double first = samples.get(at);
        if (Double.isNaN(first)) {
            return "_x" + length;
        }
        double step = length > 1 ? samples.get(at + 1) - first : 0;
        if (length == 1) {
            return number(first);
        }
        return step == 0
                ? number(first) + "x" + (length - 1)
                : number(first) + (step < 0 ? "-" : "+") + number(Math.abs(step)) + "x" + (length - 1);
    }

    private static String number(double value) {
        return Double.isInfinite(value)
                ? (value > 0 ? "Inf" : "-Inf")
                : new BigDecimal(Double.toString(value)).toPlainString();
    }
}
