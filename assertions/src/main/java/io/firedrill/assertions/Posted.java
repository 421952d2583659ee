package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of an alert that was posted: told from one that a rule fires by its label. */
record Posted(Evidence evidence, AlertSelector alert, String fault) {
    Optional<Obstacle> obstacle() {
        return Gates.witness(evidence, Witness.ALERTMANAGER).or(() -> {
            if (Faults.named(evidence, fault).isEmpty()) {
                return Optional.of(new Obstacle("the drill posted no alert \"" + fault + "\"", "", List.of("/faults")));
            }
            return seen().isEmpty()
                    ? Optional.of(new Obstacle("Alertmanager took it and never showed it", "", pointers()))
                    : Optional.empty();
        });
    }

    /** Only once there is no obstacle. */
    FaultRecord record() {
        return Faults.named(evidence, fault).orElseThrow();
    }

    /** As Alertmanager had it while it was posted. */
    List<AlertmanagerAlert> seen() {
        return evidence.routed().stream()
                .filter(each -> isPosted(each.labels()))
                .map(each -> new AlertmanagerAlert(
                        each.fingerprint(),
                        each.labels(),
                        each.views().stream()
                                .filter(view -> !view.to().isNegative())
                                .toList(),
                        each.source()))
                .filter(each -> !each.views().isEmpty())
                .toList();
    }

    /** From when it was posted on, in order of time. */
    List<Delivery> deliveries() {
        Duration from = record().appliedAt();
        return Delivery.of(evidence, this::isPosted).stream()
                .filter(each -> each.firing() && each.at().compareTo(from) >= 0)
                .toList();
    }

    List<String> pointers() {
        List<String> pointers = new ArrayList<>();
        Faults.named(evidence, fault).ifPresent(record -> pointers.add(Faults.pointer(evidence, record)));
        for (int i = 0; i < evidence.routed().size(); i++) {
            if (isPosted(evidence.routed().get(i).labels())) {
                pointers.add("/routed/" + i);
            }
        }
        return pointers;
    }

    private boolean isPosted(Map<String, String> labels) {
        return labels.containsKey(AlertmanagerAlert.POSTED)
                && alert.selects(labels.getOrDefault("alertname", ""), labels);
    }
}
