package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.TargetHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Troubles that a drill did not make. An alert about a target that really could not be scraped told the truth; where no
 * fault of the drill is on its scrapes, the drill met with another trouble, and whether its own fires alone cannot be said.
 */
final class Collateral {
    private Collateral() {}

    /** Present if each of the alerts is about such a target. */
    static Optional<Obstacle> of(Evidence evidence, List<Map<String, String>> alerts) {
        List<Optional<TargetHealth>> ill =
                alerts.stream().map(labels -> ill(evidence, labels)).toList();
        if (ill.isEmpty() || ill.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> told = ill.stream()
                .flatMap(Optional::stream)
                .distinct()
                .map(BaselineHealth::failed)
                .toList();
        return Optional.of(new Obstacle(
                Words.few(told) + ", though no fault of the drill is on them",
                "if the machine was too busy, hold fewer drills at a time (firedrill.parallel=1); if the fault brings it"
                        + " down, say that its alert may fire",
                List.of("/targets")));
    }

    private static Optional<TargetHealth> ill(Evidence evidence, Map<String, String> alert) {
        return evidence.targets().stream()
                .filter(target -> target.failed() > 0)
                .filter(target -> target.instance().equals(alert.get("instance"))
                        && target.job().equals(alert.get("job")))
                .filter(target -> !ScrapeFaults.on(evidence, target))
                .findFirst();
    }
}
