package io.firedrill.assertions;

import static io.firedrill.assertions.Words.number;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.Comparator;
import java.util.List;

/** D02. */
record PanelMoves(String panel, String fault, boolean rises) implements Promise {
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
        Expectation expected = new Expectation("to %s while fault \"%s\" lasts"
                .formatted(rises ? "rise to twice what it was, or appear," : "fall to half of what it was", fault));
        return Panels.unread(evidence)
                .or(() -> Gates.fault(evidence, fault))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        Episode trouble = Faults.episode(evidence, Faults.named(evidence, fault).orElseThrow());
        return Panels.titled(evidence, expected, panel, (mine, pointers) -> {
            List<PanelCourse> courses = mine.stream()
                    .flatMap(each -> PanelCourse.of(each, trouble).stream())
                    .toList();
            return courses.stream()
                    .filter(each -> rises ? each.rose() : each.fell())
                    .findFirst()
                    .map(course -> expected.kept(text(course), pointers))
                    .orElseGet(() -> still(expected, mine, courses, pointers));
        });
    }

    private static Verdict still(
            Expectation expected, List<PanelReading> mine, List<PanelCourse> courses, List<String> pointers) {
        return courses.stream()
                .filter(each -> each.during().isPresent())
                .max(Comparator.comparing(each -> each.during().orElse(0.0)))
                .map(highest ->
                        expected.broken(text(highest), "look whether it asks for what the fault changes", pointers))
                .orElseGet(() -> expected.broken("drew nothing meanwhile", Panels.why(mine.get(0)), pointers));
    }

    private static String text(PanelCourse course) {
        return "%s before%s, and %s in the second half of it"
                .formatted(
                        course.before().map(value -> "was " + number(value)).orElse("drew nothing"),
                        course.before().filter(value -> value != course.trend()).isPresent()
                                ? ", on the way to " + number(course.trend())
                                : "",
                        course.during().map(value -> number(value)).orElse("nothing"));
    }
}
