package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.scenarios.synthesis.Structure.Slot;
import io.firedrill.stacks.promql.Matcher;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The series of a scenario in the notation of promtool's unit tests: {@code 1+2x3 _x4}. Stateless. */
final class SeriesText {
    private static final double SAME = 1e-9;

    private SeriesText() {}

    /** By series, as selectors are written. */
    static Map<String, String> of(Scenario scenario) {
        List<Stage> stages = new ArrayList<>();
        scenario.below().ifPresent(stages::add);
        stages.add(scenario.firing());
        scenario.healed().ifPresent(stages::add);
        Set<Labels> all = new LinkedHashSet<>();
        stages.forEach(stage -> stage.structure().seats().forEach(seat -> all.add(seat.labels())));
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach(labels -> texts.put(selector(labels), values(labels, stages, scenario)));
        return texts;
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

    private static String values(Labels labels, List<Stage> stages, Scenario scenario) {
        List<Double> samples = new ArrayList<>();
        long lead = (stages.get(0).phase().start() - scenario.start())
                / scenario.pace().millis();
        for (long i = 0; i < lead; i++) {
            samples.add(Course.ABSENT);
        }
        double base = 0;
        for (Stage stage : stages) {
            base = add(labels, stage, base, scenario.pace().millis(), samples);
        }
        return written(samples);
    }

    /** What only rises goes on from where it was. */
    private static double add(Labels labels, Stage stage, double base, long interval, List<Double> samples) {
        Phase phase = stage.phase().from(base);
        Seat seat = stage.structure().seats().stream()
                .filter(each -> each.labels().equals(labels))
                .findFirst()
                .orElse(null);
        Course course = seat == null ? at -> Course.ABSENT : course(seat, stage.chosen(), phase, interval);
        for (long at = phase.start(); at <= phase.end(); at += interval) {
            samples.add(course.at(at));
        }
        double next = course.at(phase.end() + interval);
        return seat != null && seat.isCumulative() && !Double.isNaN(next) ? next : base;
    }

    private static Course course(Seat seat, Map<Slot, Double> chosen, Phase phase, long interval) {
        return seat.course(Structure.motion(seat, chosen), phase, interval);
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
