package io.firedrill.stacks.observe;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Instant;
import java.util.List;

/** Whoever can tell what receivers were sent. Confined to one thread, but for what it polls by. */
interface DeliveryWitness extends AutoCloseable {
    /**
     * What it is asked when a drill is over.
     *
     * @param zero clock zero
     * @param begun when the recording began
     * @param end nothing later is told
     * @param events what Alertmanager's event recorder says
     * @param configuration what Alertmanager is configured to do
     * @param silences those that the drill made
     */
    record Question(
            Instant zero,
            Instant begun,
            Instant end,
            List<LoggedEvent> events,
            Configuration configuration,
            List<SilenceRecord> silences) {}

    /** In order of time; why they may not be all is a gap of {@link Witness#INBOX}. */
    List<Notification> notifications(Question question, Gaps gaps);

    /** Stops what it polls by. */
    @Override
    default void close() {}

    /** Nobody. */
    static DeliveryWitness nobody(Source alertmanager) {
        return (question, gaps) -> {
            gaps.add(Witness.INBOX, "nobody records there what receivers are sent", alertmanager);
            return List.of();
        };
    }
}
