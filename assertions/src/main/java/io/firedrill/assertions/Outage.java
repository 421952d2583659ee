package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import java.util.List;
import java.util.Optional;

/**
 * A fault of a receiver, {@code alertmanager->oncall}, or of one integration of it, {@code alertmanager->oncall/slack}. The
 * inbox records what it turned away.
 */
record Outage(FaultRecord fault, String receiver, Optional<String> integration) {
    private static final String TARGET = "alertmanager->";

    static Optional<Outage> of(FaultRecord fault) {
        if (!fault.target().startsWith(TARGET)) {
            return Optional.empty();
        }
        String whom = fault.target().substring(TARGET.length());
        int slash = whom.lastIndexOf('/');
        boolean one = slash >= 0 && Integration.of(whom.substring(slash + 1)).isPresent();
        return Optional.of(
                one
                        ? new Outage(fault, whom.substring(0, slash), Optional.of(whom.substring(slash + 1)))
                        : new Outage(fault, whom, Optional.empty()));
    }

    /** The outages of a drill that a way had at some time in a stretch. */
    static List<Outage> of(Evidence evidence, Way way, Episode during) {
        return evidence.faults().stream()
                .flatMap(fault -> of(fault).stream())
                .filter(outage -> outage.covers(way) && outage.window().overlaps(during))
                .toList();
    }

    boolean covers(Way way) {
        return way.receiver().equals(receiver)
                && integration.map(way.integration()::equals).orElse(true);
    }

    Episode window() {
        return new Episode(fault.appliedAt(), fault.revertedAt());
    }

    /** Whether it turned this delivery away. */
    boolean bit(Delivery delivery) {
        return !delivery.accepted() && covers(delivery.way()) && window().covers(delivery.at());
    }

    /** {@code oncall by Slack}, or the receiver alone for all of its ways. */
    String whom() {
        return integration.map(kind -> new Way(receiver, kind).toString()).orElse(receiver);
    }
}
