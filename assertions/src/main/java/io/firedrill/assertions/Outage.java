package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import java.util.List;
import java.util.Optional;

/**
 * A fault of a receiver, {@code alertmanager->oncall}, or of one integration of it, {@code alertmanager->oncall/slack}. The
 * inbox records what it turned away. Or of every receiver at once, where the link to the inbox refuses connections, which
 * only Alertmanager itself can tell of.
 *
 * @param receiver who was out; empty for all that are told by HTTP
 */
record Outage(FaultRecord fault, Optional<String> receiver, Optional<String> integration) {
    private static final String TARGET = "alertmanager->";
    private static final String LINK = TARGET + "inbox";

    static Optional<Outage> of(FaultRecord fault) {
        if (!fault.target().startsWith(TARGET)) {
            return Optional.empty();
        }
        if (fault.target().equals(LINK) && fault.kind().equals("refuse")) {
            return Optional.of(new Outage(fault, Optional.empty(), Optional.empty()));
        }
        String whom = fault.target().substring(TARGET.length());
        int slash = whom.lastIndexOf('/');
        boolean one = slash >= 0 && Integration.of(whom.substring(slash + 1)).isPresent();
        return Optional.of(
                one
                        ? new Outage(
                                fault, Optional.of(whom.substring(0, slash)), Optional.of(whom.substring(slash + 1)))
                        : new Outage(fault, Optional.of(whom), Optional.empty()));
    }

    /** The outages of a drill that a way had at some time in a stretch. */
    static List<Outage> of(Evidence evidence, Way way, Episode during) {
        return evidence.faults().stream()
                .flatMap(fault -> of(fault).stream())
                .filter(outage -> outage.covers(way) && outage.window().overlaps(during))
                .toList();
    }

    /** Whether connections were refused, so that no inbox knows what was to come. */
    boolean isRefusal() {
        return receiver.isEmpty();
    }

    boolean covers(Way way) {
        return isRefusal()
                ? !way.integration().equals(Integration.EMAIL.kind())
                : way.receiver().equals(receiver.get())
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
        return receiver.map(name ->
                        integration.map(kind -> new Way(name, kind).toString()).orElse(name))
                .orElse("every receiver but mail");
    }
}
