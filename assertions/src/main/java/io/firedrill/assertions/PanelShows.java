package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** D02, of a panel about alerts: what it draws hangs on an alert, which a fault brings late, or never. */
record PanelShows(String panel, AlertSelector alert) implements Promise {
    @Override
    public String id() {
        return Panels.id(panel);
    }

    @Override
    public Check check() {
        return Check.D02;
    }

    @Override
    public String subject() {
        return Panels.subject(panel);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to show alert " + alert + " while it fires");
        Optional<Obstacle> obstacle = Gates.first(Panels.unread(evidence), Gates.firing(evidence, alert));
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        return AlertStory.of(evidence, alert).stream()
                .flatMap(story -> story.firings().stream())
                .max(Comparator.comparing(Episode::length))
                .map(firing -> judged(evidence, expected, firing))
                .orElseGet(() -> expected.unclear("it did not fire (see A01)", "", List.of("/alerts")));
    }

    private Verdict judged(Evidence evidence, Expectation expected, Episode firing) {
        return Panels.titled(evidence, expected, panel, (mine, pointers) -> {
            List<String> all = new ArrayList<>(pointers);
            all.add("/alerts");
            String fired = "it fired from " + firing;
            Duration step = mine.get(0).step();
            if (firing.length().compareTo(step.multipliedBy(2)) < 0) {
                return expected.unclear(
                        fired + ", and panels are read every " + Words.length(step), "let it fire longer", all);
            }
            return mine.stream().anyMatch(each -> shows(each, firing))
                    ? expected.kept(fired + ", and the panel drew it", all)
                    : expected.broken(
                            fired + ", and the panel drew nothing of it", "look at the labels that it asks for", all);
        });
    }

    /** A series that bears its name, or a number that went up with it. */
    private boolean shows(PanelReading reading, Episode firing) {
        return reading.drawn().courses().stream().anyMatch(course -> isNamed(course) && draws(course, firing))
                || PanelCourse.of(reading, firing).stream().anyMatch(PanelCourse::rose);
    }

    private boolean isNamed(Level.Course course) {
        return course.labels().containsValue(alert.name());
    }

    private static boolean draws(Level.Course course, Episode firing) {
        return course.points().stream()
                .filter(point -> point.value() > 0)
                .map(Level.Point::at)
                .anyMatch(firing::covers);
    }
}
