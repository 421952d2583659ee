package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.util.List;
import java.util.Optional;

/** What must be given before a promise can be judged at all. */
final class Gates {
    private Gates() {}

    /** The first obstacle, in the order given. */
    @SafeVarargs
    static Optional<Obstacle> first(Optional<Obstacle>... obstacles) {
        for (Optional<Obstacle> obstacle : obstacles) {
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }

    /** The witness was deaf. */
    static Optional<Obstacle> witness(Evidence evidence, Witness witness) {
        return evidence.gap(witness).map(gap -> deaf(evidence, gap));
    }

    /** The witness was deaf, and the drill had not planned it. */
    static Optional<Obstacle> unplanned(Evidence evidence, Witness witness) {
        return evidence.gap(witness).filter(gap -> !gap.planned()).map(gap -> deaf(evidence, gap));
    }

    /** Prometheus was deaf, or those who see an alert fire contradict each other. */
    static Optional<Obstacle> firing(Evidence evidence, AlertSelector alert) {
        return witness(evidence, Witness.PROMETHEUS).or(() -> Contradictions.about(evidence, alert));
    }

    /** The same of every alert but some. */
    static Optional<Obstacle> firingBut(Evidence evidence, List<AlertSelector> some) {
        return witness(evidence, Witness.PROMETHEUS)
                .or(() -> Contradictions.unrecorded(
                        evidence, labels -> some.stream().noneMatch(each -> each.selectsRouted(labels))));
    }

    /** One of those who see an alert on its way from the rule to people was deaf, or two contradict each other. */
    static Optional<Obstacle> alertPath(Evidence evidence, AlertSelector alert) {
        return first(
                firing(evidence, alert), witness(evidence, Witness.ALERTMANAGER), witness(evidence, Witness.INBOX));
    }

    /** The drill has no fault of that name. */
    static Optional<Obstacle> notInjected(Evidence evidence, String name) {
        return Faults.named(evidence, name).isPresent()
                ? Optional.empty()
                : Optional.of(new Obstacle("the drill injected no fault \"" + name + "\"", "", List.of("/faults")));
    }

    /** The fault was not injected, or did not bite. */
    static Optional<Obstacle> fault(Evidence evidence, String name) {
        Optional<FaultRecord> fault = Faults.named(evidence, name);
        if (fault.isEmpty()) {
            return Optional.of(new Obstacle("the drill injected no fault \"" + name + "\"", "", List.of()));
        }
        return witness(evidence, Witness.LEDGER).or(() -> bite(evidence, fault.get()));
    }

    private static Optional<Obstacle> bite(Evidence evidence, FaultRecord fault) {
        FaultEffect effect = FaultEffect.of(evidence, fault);
        return effect.bit()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        "fault \"" + fault.name() + "\" did not bite: " + effect.text(),
                        "",
                        List.of(Faults.pointer(evidence, fault), "/ledger")));
    }

    private static Obstacle deaf(Evidence evidence, Gap gap) {
        String who = Words.lower(gap.witness().name()).replace('_', ' ');
        return new Obstacle(
                "the witness " + who + " was deaf: " + gap.reason(),
                "",
                List.of("/gaps/" + evidence.gaps().indexOf(gap)));
    }
}
