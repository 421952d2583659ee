package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A16. */
record FiresAlone(List<AlertSelector> expected, List<AlertSelector> may) implements Promise {
    FiresAlone {
        expected = List.copyOf(expected);
        may = List.copyOf(may);
    }

    @Override
    public String id() {
        return "A16-alerts";
    }

    @Override
    public Check check() {
        return Check.A16;
    }

    @Override
    public String subject() {
        return "alerts";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation promised = new Expectation(
                "none to fire but " + names(expected) + (may.isEmpty() ? "" : ", and perhaps " + names(may)));
        List<AlertSelector> allowed =
                Stream.concat(expected.stream(), may.stream()).toList();
        Unexpected fired = Unexpected.in(evidence, allowed);
        return Gates.first(Gates.firingBut(evidence, allowed), noFaultBit(evidence))
                .map(obstacle -> promised.unclear(fired.addTo(obstacle)))
                .orElseGet(() -> judged(evidence, promised, fired));
    }

    private Verdict judged(Evidence evidence, Expectation promised, Unexpected fired) {
        if (!fired.isEmpty()) {
            return Collateral.of(evidence, fired.labels())
                    .map(other -> promised.unclear(fired.addTo(other)))
                    .orElseGet(() -> promised.broken(fired.text(), "", fired.pointers()));
        }
        List<AlertStory> heard = expected.stream()
                .flatMap(selector -> AlertStory.of(evidence, selector).stream())
                .filter(story ->
                        story.firings().stream().anyMatch(firing -> !firing.to().isNegative()))
                .distinct()
                .toList();
        return heard.isEmpty()
                ? promised.unclear(
                        "none of them fired, so this was not put to the test (see A01)", "", List.of("/alerts"))
                : promised.kept(
                        "only " + Words.few(heard.stream().map(AlertStory::name).toList()) + " fired",
                        heard.stream().map(AlertStory::pointer).toList());
    }

    private static Optional<Obstacle> noFaultBit(Evidence evidence) {
        if (evidence.faults().isEmpty()) {
            return Optional.of(new Obstacle("the drill injected no fault", "", List.of("/faults")));
        }
        List<Optional<Obstacle>> obstacles = evidence.faults().stream()
                .map(fault -> Gates.fault(evidence, fault.name()))
                .toList();
        return obstacles.stream().anyMatch(Optional::isEmpty) ? Optional.empty() : obstacles.get(0);
    }

    private static String names(List<AlertSelector> selectors) {
        return Words.list(selectors.stream().map(Object::toString).toList());
    }
}
