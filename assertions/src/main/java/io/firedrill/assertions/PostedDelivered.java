package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** N01 of an alert that no rule fired: at a receiver that leads to the inbox. */
record PostedDelivered(AlertSelector alert, String fault, String receiver, Duration within) implements Promise {
    @Override
    public String id() {
        return "N01-posted-" + alert.slug() + "-" + Words.id(receiver);
    }

    @Override
    public Check check() {
        return Check.N01;
    }

    @Override
    public String subject() {
        return "posted alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to be delivered to " + receiver + " within " + length(within) + " of being posted");
        Posted posted = new Posted(evidence, alert, fault);
        Optional<Obstacle> deaf = Gates.witness(evidence, Witness.INBOX).or(posted::obstacle);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        Optional<Delivery> first = posted.deliveries().stream()
                .filter(each -> each.receiver().equals(receiver) && each.accepted())
                .findFirst();
        return first.map(delivery -> delivered(expected, posted, delivery)).orElseGet(() -> missing(expected, posted));
    }

    private Verdict delivered(Expectation expected, Posted posted, Delivery delivery) {
        Duration after = delivery.at().minus(posted.record().appliedAt());
        List<String> pointers = new ArrayList<>(posted.pointers());
        pointers.add(delivery.pointer());
        String actual = "was delivered " + delivery.told() + ", " + length(after) + " after it was posted";
        Optional<String> undecided =
                delivery.undecided(posted.record().appliedAt().plus(within));
        if (undecided.isPresent()) {
            return expected.unclear(actual, undecided.get(), pointers);
        }
        return after.compareTo(within) <= 0
                ? expected.kept(actual, pointers)
                : expected.broken(
                        actual, "group_wait, and group_interval of a group that is there, come first", pointers);
    }

    private Verdict missing(Expectation expected, Posted posted) {
        Optional<String> withheld = posted.seen().stream()
                .flatMap(each -> each.views().stream())
                .filter(view ->
                        view.state().equals("suppressed") || view.mutedBy().containsKey(receiver))
                .map(PostedDelivered::why)
                .findFirst();
        return withheld.map(why -> expected.unclear("was not delivered: " + why, "", posted.pointers()))
                .orElseGet(() -> expected.broken(
                        "was not delivered there",
                        "look whether Alertmanager could send it, and whether the receiver leads to remote.inbox where there is one",
                        posted.pointers()));
    }

    private static String why(AlertmanagerAlert.View view) {
        if (!view.silencedBy().isEmpty()) {
            return "a silence covers it, " + Words.list(view.silencedBy());
        }
        return view.inhibitedBy().isEmpty()
                ? "a time interval mutes it"
                : "alert " + Words.list(view.inhibitedBy()) + " inhibits it";
    }
}
