package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.chain.Script;
import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A scenario as it is played. Immutable. */
final class MadeUpScript implements Script {
    private final Scenario scenario;
    private final Map<Part, Stage> stages;

    MadeUpScript(Scenario scenario) {
        this.scenario = scenario;
        Map<Part, Stage> all = new LinkedHashMap<>();
        scenario.below().ifPresent(stage -> all.put(Part.QUIET, stage));
        all.put(Part.FIRING, scenario.firing());
        scenario.healed().ifPresent(stage -> all.put(Part.HEALED, stage));
        this.stages = all;
    }

    @Override
    public List<Part> parts() {
        return List.copyOf(stages.keySet());
    }

    @Override
    public Span span(Part part) {
        Phase phase = stage(part).phase();
        return new Span(phase.start(), phase.end());
    }

    @Override
    public long begin() {
        return scenario.start();
    }

    @Override
    public long interval() {
        return scenario.pace().millis();
    }

    @Override
    public long reach() {
        return scenario.pace().ticks(scenario.pace().reach());
    }

    @Override
    public long hold() {
        return scenario.pace().ticks(scenario.pace().hold());
    }

    @Override
    public long stride() {
        return scenario.pace().stride();
    }

    @Override
    public Set<Labels> series() {
        Set<Labels> all = new LinkedHashSet<>();
        stages.values().forEach(stage -> stage.structure().seats().forEach(seat -> all.add(seat.labels())));
        return all;
    }

    @Override
    public Map<Labels, Course> courses(Part part, Map<Labels, Double> bases) {
        Stage stage = stage(part);
        Map<Labels, Course> courses = new LinkedHashMap<>();
        for (Seat seat : stage.structure().seats()) {
            Phase phase = stage.phase().from(bases.getOrDefault(seat.labels(), 0.0));
            courses.putIfAbsent(seat.labels(), seat.course(Structure.motion(seat, stage.chosen()), phase, interval()));
        }
        series().forEach(labels -> courses.putIfAbsent(labels, at -> Course.ABSENT));
        return courses;
    }

    @Override
    public Map<Labels, Double> bases(Part part, Map<Labels, Course> courses, Map<Labels, Double> bases, long at) {
        Map<Labels, Double> next = new LinkedHashMap<>(bases);
        for (Seat seat : new ArrayList<>(stage(part).structure().seats())) {
            double value = Optional.ofNullable(courses.get(seat.labels()))
                    .map(course -> course.at(at))
                    .orElse(Course.ABSENT);
            if (seat.isCumulative() && !Double.isNaN(value)) {
                next.put(seat.labels(), value);
            }
        }
        return next;
    }

    private Stage stage(Part part) {
        return Optional.ofNullable(stages.get(part)).orElseThrow(() -> new IllegalArgumentException("no part " + part));
    }
}
