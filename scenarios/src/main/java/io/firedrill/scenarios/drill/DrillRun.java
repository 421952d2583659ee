package io.firedrill.scenarios.drill;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.scenarios.traffic.LoadEngine;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.observe.Confidential;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Recording;
import io.firedrill.stacks.observe.RecordingPlan;
import io.firedrill.stacks.observe.Silences;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Holds drills on one running stack, one at a time. A run only records; nothing is judged here. Whatever happens, faults
 * are reverted and silences ended before it returns. Confined to one thread.
 */
public final class DrillRun {
    /** After how long a request counts as unanswered. */
    public static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    private static final Duration SPARE = Duration.ofSeconds(30);

    /** How long a fault waits for quiet, in the time of the files: as long as most alerts must be pending. */
    private static final Duration STEADY_WITHIN = Duration.ofMinutes(1);

    /** Alertmanager tells the end of an alert up to {@code group_interval} later, and the last drill's alert may last. */
    private static final Duration QUIET_WITHIN = Duration.ofMinutes(30);

    private final Ground ground;
    private final Recorder recorder;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();

    /**
     * Holds drills on a stack.
     *
     * @param stack what is drilled
     * @param engine what sends the traffic
     * @param progress hears one line for each thing worth knowing
     */
    public DrillRun(Stack stack, LoadEngine engine, Consumer<String> progress) {
        this(new StackGround(stack, engine), progress);
    }

    /**
     * Holds drills on something else.
     *
     * @param ground what is drilled
     * @param progress hears one line for each thing worth knowing
     */
    public DrillRun(Ground ground, Consumer<String> progress) {
        this.ground = ground;
        this.recorder = ground.recorder();
        this.progress = progress;
    }

    /**
     * Holds a drill: waits for quiet, sends its traffic, breaks and silences what it plans, and records until it is over.
     *
     * @param drill what to do
     * @return what was seen
     * @throws StackException if the drill cannot be held; nothing is left broken then
     */
    public Evidence hold(Drill drill) {
        try (RunningLoad load = ready(drill)) {
            return hold(drill, load);
        }
    }

    /**
     * Makes a drill's traffic ready, which may take every core for seconds; nothing is sent yet.
     *
     * @param drill what is to be held
     * @return to be closed by the caller, at once or after {@link #hold(Drill, RunningLoad)}
     * @throws StackException if it does not get ready; nothing is left of it then
     */
    public RunningLoad ready(Drill drill) {
        RunningLoad load = ground.load(drill);
        try {
            load.awaitReady();
            return load;
        } catch (RuntimeException | Error e) {
            load.close();
            throw e;
        }
    }

    /**
     * Holds a drill whose traffic is ready.
     *
     * @param drill what to do
     * @param load what {@link #ready} gave for it
     * @return what was seen
     * @throws StackException as {@link #hold(Drill)}
     */
    public Evidence hold(Drill drill, RunningLoad load) {
        try (Silences silences = ground.silences()) {
            Function<Instant, List<SeededSeries>> seeded = recorder.seed(drill.histories());
            awaiting(() -> ground.awaitQuiet(drill, SPARE.plus(ground.scaled(QUIET_WITHIN))));
            try (Recording recording = recorder.begin(drill.recording())) {
                recording.seeded(seeded);
                return record(drill, load, silences, recording);
            }
        }
    }

    /**
     * Watches the stack as a drill does while something is measured, and keeps nothing of it.
     *
     * @param what is measured
     * @return what that gave
     */
    public double watching(DoubleSupplier what) {
        Recording recording = recorder.begin(RecordingPlan.counting(List.of()));
        try {
            return what.getAsDouble();
        } finally {
            recording.close();
        }
    }

    /**
     * What the stack says it is configured to do.
     *
     * @return as now; without what cannot be read
     */
    public Configuration configuration() {
        return recorder.configuration();
    }

    /** An alert that does not end is a finding for the drill to make, and no reason to refuse it. */
    private void awaiting(Runnable quiet) {
        try {
            quiet.run();
        } catch (StackException e) {
            progress.accept("it begins although it is not quiet: " + e.getMessage());
        }
    }

    /** Where the way from fault to delivery is measured; elsewhere an alert may well be there before. */
    private void awaitSteady(Drill drill) {
        if (!drill.watched().isEmpty()) {
            awaiting(() -> ground.awaitSteady(drill, ground.scaled(STEADY_WITHIN)));
        }
    }

    private Evidence record(Drill drill, RunningLoad load, Silences silences, Recording recording) {
        Instant zero = load.go();
        recording.zero(zero);
        Map<String, ActiveFault> faults = new LinkedHashMap<>();
        try {
            Map<String, Instant> removed = new HashMap<>();
            Duration waited = timeline(drill, load, silences, faults, removed).play(zero);
            Instant end = zero.plus(drill.traffic().map(Traffic::lasts).orElse(Duration.ZERO))
                    .plus(REQUEST_TIMEOUT);
            List<LedgerEntry> ledger =
                    load.await(Duration.between(clock.instant(), end).plus(SPARE), zero);
            recording.conceal(confidential(drill, load));
            List<FaultRecord> broken = faults.entrySet().stream()
                    .map(fault -> fault.getValue().toRecord(fault.getKey(), zero))
                    .toList();
            List<SilenceRecord> silenced = silences.placed().stream()
                    .map(silence -> silence.record(zero)
                            .removed(Optional.ofNullable(removed.get(silence.id()))
                                    .map(at -> Duration.between(zero, at))))
                    .toList();
            Duration observed = drill.observed().plus(late(drill, broken, waited));
            DrillInfo info = new DrillInfo(drill.id(), drill.name(), drill.story(), zero, observed);
            return recording.finish(info, ground.info(), ledger, broken, silenced);
        } finally {
            faults.values().forEach(ActiveFault::close);
        }
    }

    /** A process that starts again slowly ends its fault late; what follows is watched as long as planned. */
    private static Duration late(Drill drill, List<FaultRecord> broken, Duration waited) {
        return drill.faults().stream()
                .flatMap(planned -> broken.stream()
                        .filter(fault -> fault.name().equals(planned.name()))
                        .map(fault -> fault.revertedAt().minus(planned.to())))
                .filter(delay -> delay.compareTo(waited) > 0)
                .max(Duration::compareTo)
                .orElse(waited);
    }

    /** What is broken while an alert is pending for another reason tells nothing of that alert: a stall of the machine is waited for. */
    private Timeline timeline(
            Drill drill,
            RunningLoad load,
            Silences silences,
            Map<String, ActiveFault> faults,
            Map<String, Instant> removed) {
        Timeline timeline = new Timeline(clock, () -> awaitSteady(drill), load::check);
        for (PlannedSilence silence : drill.silences()) {
            timeline.at(silence.from(), from -> silences.place(silence.at(from)));
            // By whoever sees that what it was made for is over: a process that starts slowly is not over yet.
            silence.removed().ifPresent(at -> timeline.following(at, () -> remove(silence, silences, removed)));
        }
        for (PlannedFault fault : drill.faults()) {
            Duration lease = fault.to().minus(fault.from()).plus(SPARE);
            timeline.at(fault.from(), from -> faults.put(fault.name(), ground.inject(fault, lease)));
            timeline.at(fault.to(), from -> {
                ActiveFault active = faults.get(fault.name());
                if (active != null) {
                    active.revert();
                }
            });
        }
        return timeline;
    }

    private void remove(PlannedSilence planned, Silences silences, Map<String, Instant> removed) {
        silences.placed().stream()
                .filter(silence -> silence.plan().name().equals(planned.name()))
                .forEach(silence -> {
                    silences.expire(silence);
                    removed.put(silence.id(), clock.instant());
                });
    }

    private Confidential confidential(Drill drill, RunningLoad load) {
        Set<String> texts = new HashSet<>(load.said());
        drill.traffic().map(Traffic::prompt).ifPresent(texts::add);
        return ground.confidential(texts);
    }
}
