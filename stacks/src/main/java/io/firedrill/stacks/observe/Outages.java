package io.firedrill.stacks.observe;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * When a component that is asked at a steady rate did not answer. A question that fails is only a note; a stretch without
 * any answer that outlasts the tolerance is an outage. One that lies within a fault of the drill on that very process was
 * planned, and is told however short it was: it is the proof that the fault bit. Thread-safe.
 */
final class Outages {
    private static final Duration LEAST_TOLERANCE = Duration.ofSeconds(1);
    private static final Set<String> ENDING = Set.of("kill", "restart");

    /** Who is asked: as a witness, as a process, and where. */
    record Subject(Witness witness, String process, Source source) {}

    private record Stretch(Instant from, Instant to, Optional<String> failure) {
        Duration length() {
            return Duration.between(from, to);
        }
    }

    private final Subject subject;
    private final Duration tolerance;
    private final List<Stretch> stretches = new ArrayList<>();
    private Instant answered;
    private Optional<String> failure = Optional.empty();

    /** {@code interval} is the one at which questions are asked. */
    Outages(Subject subject, Duration interval, Instant begun) {
        this.subject = subject;
        Duration three = interval.multipliedBy(3);
        this.tolerance = three.compareTo(LEAST_TOLERANCE) > 0 ? three : LEAST_TOLERANCE;
        this.answered = begun;
    }

    Duration tolerance() {
        return tolerance;
    }

    synchronized void answered(Instant at) {
        note(at);
        answered = at;
        failure = Optional.empty();
    }

    synchronized void failed(String reason) {
        failure = Optional.of(reason);
    }

    private void note(Instant until) {
        Stretch stretch = new Stretch(answered, until, failure);
        if (failure.isPresent() || isLong(stretch)) {
            stretches.add(stretch);
        }
    }

    /** Adds each outage that began before {@code end}; call it once, when no more is asked. */
    synchronized void report(Instant zero, Instant end, List<FaultRecord> faults, Gaps gaps) {
        note(end);
        for (Stretch stretch : stretches) {
            Optional<FaultRecord> cause = faults.stream()
                    .filter(fault -> explains(fault, stretch, zero))
                    .findFirst();
            if (stretch.from().isBefore(end) && (cause.isPresent() || isLong(stretch))) {
                gaps.add(gap(stretch, cause, zero));
            }
        }
    }

    private boolean isLong(Stretch stretch) {
        return stretch.length().compareTo(tolerance) > 0;
    }

    /** The whole of it: what outlasts a fault by more than goes unnoticed anyway is not the fault's doing. */
    private boolean explains(FaultRecord fault, Stretch stretch, Instant zero) {
        Instant earliest = zero.plus(fault.appliedAt()).minus(tolerance);
        Instant latest = zero.plus(fault.revertedAt()).plus(tolerance);
        return ENDING.contains(fault.kind())
                && fault.target().equals(subject.process())
                && stretch.failure().isPresent()
                && !stretch.from().isBefore(earliest)
                && !stretch.to().isAfter(latest);
    }

    private Gap gap(Stretch stretch, Optional<FaultRecord> cause, Instant zero) {
        Duration from = Duration.between(zero, stretch.from());
        Duration to = Duration.between(zero, stretch.to());
        String why = cause.map(fault -> "fault \"" + fault.name() + "\", as planned")
                .or(stretch::failure)
                .orElse("the answers came late");
        return new Gap(
                subject.witness(),
                "no answer from " + text(from) + " to " + text(to) + ": " + why,
                subject.source(),
                Optional.of(new Gap.Outage(from, to, cause.map(FaultRecord::name))));
    }

    private static String text(Duration offset) {
        return String.format(Locale.ROOT, "t%+.1fs", offset.toMillis() / 1000.0);
    }
}
