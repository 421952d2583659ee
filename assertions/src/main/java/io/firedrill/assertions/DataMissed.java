package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;

/** A20: an alert that answers to a fault of the monitoring itself is judged like one that answers to any other. */
record DataMissed(AlertSelector alert, String fault, Duration within) implements Promise {
    @Override
    public String id() {
        return "A20-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A20;
    }

    @Override
    public String subject() {
        return "data that alert " + alert + " watches over";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        return new AlertFires(alert, fault, within).verdict(evidence);
    }
}
