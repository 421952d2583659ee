package io.firedrill.assertions;

import static io.firedrill.assertions.Words.number;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/** A19. */
record QuietBelow(AlertSelector alert, String fault, String level, double threshold) implements Promise {
    @Override
    public String id() {
        return "A19-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A19;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to stay quiet while the level \"%s\" is just below %s, during %s"
                .formatted(level, number(threshold), Faults.applied(evidence, fault)));
        Optional<LevelCourse> course = LevelCourse.of(evidence, level, alert, threshold);
        Optional<FaultRecord> held = Faults.named(evidence, fault);
        Optional<Rule> rule = Rules.of(evidence, alert);
        Optional<Obstacle> deaf = Gates.witness(evidence, Witness.PROMETHEUS)
                .or(() -> Contradictions.unrecorded(evidence, alert::selectsRouted));
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        if (held.isEmpty()) {
            return expected.unclear("the drill injected no fault \"" + fault + "\"", "", List.of("/faults"));
        }
        if (rule.isEmpty()) {
            return expected.unclear(
                    Rules.notLoaded(evidence) + " (see A01)",
                    Rules.nearest(evidence, alert),
                    List.of("/configuration/rules"));
        }
        if (course.isEmpty() || course.get().values().isEmpty()) {
            return expected.unclear(
                    "the level \"" + level + "\" has no value"
                            + course.map(any -> "").orElse(": it was not read"),
                    "",
                    List.of(course.map(LevelCourse::pointer).orElse("/levels")));
        }
        return new QuietTrial(evidence, expected, alert, rule.get(), held.get(), course.get()).verdict();
    }
}
