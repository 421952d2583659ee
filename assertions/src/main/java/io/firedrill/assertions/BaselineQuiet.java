package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;

/** A02. */
record BaselineQuiet(List<AlertSelector> allowed) implements Promise {
    BaselineQuiet {
        allowed = List.copyOf(allowed);
    }

    @Override
    public String id() {
        return "A02-alerts";
    }

    @Override
    public Check check() {
        return Check.A02;
    }

    @Override
    public String subject() {
        return "alerts";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("none to fire on a healthy baseline"
                + (allowed.isEmpty()
                        ? ""
                        : ", except "
                                + Words.list(
                                        allowed.stream().map(Object::toString).toList())));
        Unexpected fired = Unexpected.in(evidence, allowed);
        return Gates.first(
                        Gates.firingBut(evidence, allowed),
                        Gates.witness(evidence, Witness.LEDGER),
                        BaselineHealth.obstacle(evidence))
                .map(obstacle -> expected.unclear(fired.addTo(obstacle)))
                .orElseGet(() -> fired.isEmpty()
                        ? expected.kept(quiet(evidence), List.of("/alerts", "/targets"))
                        : expected.broken(fired.text(), "", fired.pointers()));
    }

    private String quiet(Evidence evidence) {
        List<String> pending = evidence.alerts().stream()
                .filter(timeline -> allowed.stream().noneMatch(selector -> selector.selects(timeline)))
                .filter(timeline -> !timeline.periods().isEmpty())
                .map(BaselineQuiet::pendingOnly)
                .toList();
        return "none of %s fired until %s while %s were sent"
                        .formatted(
                                count(evidence.configuration().rules().size(), "loaded alerting rule"),
                                at(evidence.drill().observed()),
                                count(evidence.ledger().size(), "request"))
                + (pending.isEmpty() ? "" : "; pending only: " + Words.list(pending));
    }

    private static String pendingOnly(AlertTimeline timeline) {
        return timeline.alert() + AlertSelector.text(timeline.labels()) + " at "
                + at(timeline.periods().get(0).from());
    }
}
