package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.observe.Recorder.Replica;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the clocks of others agree with ours, which the ledger and the faults are told by. Confined to one thread. */
final class Clocks {
    /** More than this would shift what they tell against the ledger. */
    private static final Duration TOLERANCE = Duration.ofMillis(500);

    /** HTTP tells the time to the second. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Clock clock;

    Clocks(Clock clock) {
        this.clock = clock;
    }

    /** A difference is a gap of Prometheus. */
    void checkPrometheus(PrometheusClient prometheus, Gaps gaps) {
        Source source = prometheus.api("/api/v1/status/runtimeinfo");
        gaps.read(Witness.PROMETHEUS, source, false, () -> {
            Instant sent = clock.instant();
            Optional<Instant> theirs = prometheus.time();
            Instant received = clock.instant();
            theirs.flatMap(time -> difference(time, sent, received))
                    .ifPresent(text -> gaps.add(
                            Witness.PROMETHEUS,
                            "its clock is " + text + ", so that its times do not agree with the ledger's",
                            source));
            return true;
        });
    }

    /** Of what its event log says; a difference, or a clock that is not told, is a gap of the inbox that it stands for. */
    void checkAlertmanager(Replica replica, Source source, Gaps gaps) {
        gaps.read(Witness.INBOX, source, false, () -> {
            Instant sent = clock.instant();
            Optional<Instant> date = replica.client().date();
            Instant received = clock.instant();
            date.map(theirs -> differenceOfSeconds(theirs, sent, received))
                    .orElse(Optional.of("not told"))
                    .ifPresent(text -> gaps.add(
                            Witness.INBOX,
                            "the clock of " + replica.name() + " is " + text
                                    + ", so that the times of its event log may not agree with the ledger's",
                            source));
            return true;
        });
    }

    static Optional<String> difference(Instant theirs, Instant sent, Instant received) {
        if (theirs.isBefore(sent.minus(TOLERANCE))) {
            return Optional.of(Duration.between(theirs, sent).toMillis() + " ms behind");
        }
        if (theirs.isAfter(received.plus(TOLERANCE))) {
            return Optional.of(Duration.between(received, theirs).toMillis() + " ms ahead");
        }
        return Optional.empty();
    }

    /** The least that it may be, of a time that was cut to the second. */
    static Optional<String> differenceOfSeconds(Instant theirs, Instant sent, Instant received) {
        Instant latest = theirs.plus(SECOND);
        return latest.isBefore(sent) || theirs.isAfter(received)
                ? difference(latest.isBefore(sent) ? latest : theirs, sent, received)
                : Optional.empty();
    }
}
