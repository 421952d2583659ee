package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A05 of an alert that no rule fired. */
record PostedRouted(AlertSelector alert, String fault, List<String> receivers) implements Promise {
    PostedRouted {
        receivers = List.copyOf(receivers);
    }

    @Override
    public String id() {
        return "A05-posted-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A05;
    }

    @Override
    public String subject() {
        return "posted alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be routed to " + Words.list(receivers) + " and to no other");
        Posted posted = new Posted(evidence, alert, fault);
        List<AlertmanagerAlert> seen = posted.seen();
        Optional<Obstacle> obstacle = posted.obstacle();
        if (obstacle.isPresent()) {
            return expected.unclear(obstacle.get());
        }
        Set<String> routed = new TreeSet<>();
        seen.forEach(each -> each.views().forEach(view -> routed.addAll(view.receivers())));
        String actual = "Alertmanager routes it to " + Words.list(routed);
        return routed.equals(new TreeSet<>(receivers))
                ? expected.kept(actual, posted.pointers())
                : expected.broken(actual, Routes.told(evidence, seen.get(0).labels()), posted.pointers());
    }
}
