package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A fault that ended a process of the monitoring and started it again, which that process' own silence proves. The loss of
 * one of several Alertmanagers counts as over when it begins: from then on others stand in for it, until it is back.
 */
record Restart(Evidence evidence, FaultRecord fault) {
    static final String PROMETHEUS = "prometheus";
    static final String ALERTMANAGER = "alertmanager";

    /** What one that is lost may have said last can arrive, and be seen, so much later. */
    static final Duration LINGERS = Duration.ofSeconds(1);

    /** Only if there is no {@link #obstacle}. */
    static Restart of(Evidence evidence, String name) {
        return new Restart(evidence, Faults.named(evidence, name).orElseThrow());
    }

    /** It was not injected, not on that process, did not bite, or the witness was deaf for other reasons as well. */
    static Optional<Obstacle> obstacle(Evidence evidence, String name, String process, Witness witness) {
        return Gates.notInjected(evidence, name)
                .or(() -> unfit(evidence, Faults.named(evidence, name).orElseThrow(), process, witness));
    }

    private static Optional<Obstacle> unfit(Evidence evidence, FaultRecord fault, String process, Witness witness) {
        String name = fault.name();
        List<String> pointer = List.of(Faults.pointer(evidence, fault));
        if (!fault.target().equals(process)) {
            String where = "fault \"" + name + "\" is on " + fault.target() + ", not on " + process;
            return Optional.of(new Obstacle(where, "", pointer));
        }
        return Gates.unplanned(evidence, witness)
                .or(() -> bit(evidence, name, witness)
                        ? Optional.empty()
                        : Optional.of(new Obstacle(
                                "fault \"" + name + "\" did not bite: " + process + " answered all the time",
                                "",
                                pointer)));
    }

    /** The same of Alertmanager, where the others who see an alert on its way must have been there throughout. */
    static Optional<Obstacle> ofAlertmanager(Evidence evidence, String name) {
        Optional<String> lost =
                Faults.named(evidence, name).map(FaultRecord::target).filter(Restart::isReplica);
        Optional<Obstacle> own = lost.isPresent()
                ? obstacle(evidence, name, lost.get(), Witness.REPLICA)
                        .or(() -> Gates.witness(evidence, Witness.ALERTMANAGER))
                : obstacle(evidence, name, ALERTMANAGER, Witness.ALERTMANAGER);
        return Gates.first(own, Gates.witness(evidence, Witness.PROMETHEUS), Gates.witness(evidence, Witness.INBOX));
    }

    /** What a restart of Alertmanager, or the loss of one of several, is held to; unclear if it cannot be judged. */
    static Verdict judged(Evidence evidence, String name, Expectation expected, Function<Restart, Verdict> verdict) {
        return ofAlertmanager(evidence, name).map(expected::unclear).orElseGet(() -> verdict.apply(of(evidence, name)));
    }

    private static boolean bit(Evidence evidence, String name, Witness witness) {
        return evidence.gaps().stream()
                .filter(gap -> gap.witness() == witness)
                .flatMap(gap -> gap.outage().stream())
                .flatMap(outage -> outage.fault().stream())
                .anyMatch(name::equals);
    }

    /** What the witness was deaf for as planned. */
    static List<Episode> outages(Evidence evidence, Witness witness) {
        return evidence.gaps().stream()
                .filter(gap -> gap.witness() == witness && gap.planned())
                .flatMap(gap -> gap.outage().stream())
                .map(Restart::episode)
                .toList();
    }

    private static Episode episode(Gap.Outage outage) {
        return new Episode(outage.from(), outage.to());
    }

    Duration begin() {
        return fault.appliedAt();
    }

    Duration end() {
        return isLoss() ? fault.appliedAt() : fault.revertedAt();
    }

    /** Whether it is about one of several Alertmanagers, while the others are there. */
    boolean isLoss() {
        return isReplica(fault.target());
    }

    /** Whether the one that is lost sent it. */
    boolean isBy(Delivery delivery) {
        return delivery.sender().filter(fault.target()::equals).isPresent();
    }

    private static boolean isReplica(String process) {
        return process.matches(ALERTMANAGER + "-[0-9]+");
    }

    /** What counts as its end: {@code the end of fault "update" (t+8.0s to t+9.1s)}. */
    static String over(Evidence evidence, String name) {
        boolean isLoss = Faults.named(evidence, name)
                .filter(fault -> isReplica(fault.target()))
                .isPresent();
        return (isLoss ? "the begin of " : "the end of ") + named(evidence, name);
    }

    /** Until so long after its end, or as long as it was watched. */
    Episode after(Duration within) {
        return new Episode(end(), Episode.earlier(rest().to(), end().plus(within)));
    }

    /** Until the observation ends, or the next fault on the same process, which ends what can be said of this one. */
    Episode rest() {
        Duration next = evidence.faults().stream()
                .filter(other -> other.target().equals(fault.target())
                        && other.appliedAt().compareTo(end()) > 0)
                .map(FaultRecord::appliedAt)
                .reduce(evidence.drill().observed(), Episode::earlier);
        next = isLoss() ? Episode.earlier(next, fault.revertedAt()) : next;
        return new Episode(end(), next);
    }

    /** The alerts that fired through it. */
    List<AlertStory> through(AlertSelector alert) {
        return AlertStory.of(evidence, alert).stream()
                .filter(story -> through(story).isPresent())
                .toList();
    }

    /** A stretch that began before it and lasted beyond it. */
    Optional<Episode> through(AlertStory story) {
        return story.firings().stream()
                .filter(firing ->
                        firing.from().compareTo(begin()) < 0 && firing.to().compareTo(end()) > 0)
                .findFirst();
    }

    /** What Alertmanager said of an alert once it was back. */
    List<View> views(AlertStory story, Duration within) {
        Duration from = isLoss() ? end().plus(LINGERS) : end();
        Episode after = new Episode(from, Episode.later(from, after(within).to()));
        return story.views().stream()
                .filter(view -> after.overlaps(new Episode(view.from(), view.to())))
                .toList();
    }

    String pointer() {
        return Faults.pointer(evidence, fault);
    }

    /** {@code fault "update" (t+8.0s to t+9.1s)}. */
    static String named(Evidence evidence, String name) {
        return "fault \"" + name + "\""
                + Faults.named(evidence, name)
                        .map(fault -> " (" + new Episode(fault.appliedAt(), fault.revertedAt()) + ")")
                        .orElse("");
    }
}
