package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The faults of a drill and the requests they met. */
final class Faults {
    private Faults() {}

    static Optional<FaultRecord> named(Evidence evidence, String name) {
        return evidence.faults().stream()
                .filter(fault -> fault.name().equals(name))
                .findFirst();
    }

    static String pointer(Evidence evidence, FaultRecord fault) {
        return "/faults/" + evidence.faults().indexOf(fault);
    }

    /** {@code fault "slow" (t+30.0s)}, with the time only if it was injected. */
    static String applied(Evidence evidence, String name) {
        return "fault \"" + name + "\""
                + named(evidence, name)
                        .map(fault -> " (" + Words.at(fault.appliedAt()) + ")")
                        .orElse("");
    }

    /** {@code the end of fault "slow" (t+90.0s)}. */
    static String reverted(Evidence evidence, String name) {
        return "the end of fault \"" + name + "\""
                + named(evidence, name)
                        .map(fault -> " (" + Words.at(fault.revertedAt()) + ")")
                        .orElse("");
    }

    /** As long as it was in force, and anybody looked. */
    static Episode episode(Evidence evidence, FaultRecord fault) {
        return new Episode(
                fault.appliedAt(),
                Episode.earlier(fault.revertedAt(), evidence.drill().observed()));
    }

    /** Requests sent while the fault was in effect, both ends included. */
    static List<LedgerEntry> during(Evidence evidence, FaultRecord fault) {
        return evidence.ledger().stream()
                .filter(entry -> within(fault, entry.start()))
                .toList();
    }

    /** Requests that were over before the fault, and met no other one from their begin to their end. */
    static List<LedgerEntry> before(Evidence evidence, FaultRecord fault) {
        return evidence.ledger().stream()
                .filter(entry -> entry.end().compareTo(fault.appliedAt()) < 0)
                .filter(entry -> evidence.faults().stream().noneMatch(other -> met(other, entry)))
                .toList();
    }

    /** Whether a request was under way while the fault was in force. */
    static boolean met(FaultRecord fault, LedgerEntry entry) {
        return entry.start().compareTo(fault.revertedAt()) <= 0 && entry.end().compareTo(fault.appliedAt()) >= 0;
    }

    static boolean within(FaultRecord fault, Duration at) {
        return at.compareTo(fault.appliedAt()) >= 0 && at.compareTo(fault.revertedAt()) <= 0;
    }
}
