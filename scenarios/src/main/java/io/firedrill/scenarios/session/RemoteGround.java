package io.firedrill.scenarios.session;

import io.firedrill.assertions.Watched;
import io.firedrill.evidence.StackInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.Ground;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.fault.Faults;
import io.firedrill.stacks.observe.Confidential;
import io.firedrill.stacks.observe.Obstacles;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Silences;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A system that somebody else runs: in real time. Confined to one thread. */
record RemoteGround(
        StackInfo info,
        Recorder recorder,
        Faults faults,
        Obstacles obstacles,
        RemoteLoads loads,
        Supplier<Silences> silencing)
        implements Ground {
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    /** Longer than this nobody waits who looks on. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** Only a drill's own alerts: others come and go on a system that people use. */
    @Override
    public void awaitQuiet(Drill drill, Duration within) {
        Instant until = Instant.now().plus(within.compareTo(LONGEST) < 0 ? within : LONGEST);
        for (Optional<String> left = obstacle(drill); left.isPresent(); left = obstacle(drill)) {
            if (Instant.now().isAfter(until)) {
                throw new StackException(left.get());
            }
            pause();
        }
    }

    @Override
    public void awaitSteady(Drill drill, Duration within) {
        awaitQuiet(drill, within);
    }

    private Optional<String> obstacle(Drill drill) {
        return drill.watched().stream()
                .map(Watched::alert)
                .flatMap(alert -> obstacles.to(alert.name(), alert.labels()).stream())
                .findFirst();
    }

    @Override
    public Duration scaled(Duration production) {
        return production;
    }

    @Override
    public RunningLoad load(Drill drill) {
        return loads.of(drill);
    }

    @Override
    public Silences silences() {
        return silencing.get();
    }

    @Override
    public ActiveFault inject(PlannedFault fault, Duration lease) {
        return faults.inject(fault.target(), fault.fault(), lease);
    }

    /** What is secret there nobody here knows. */
    @Override
    public Confidential confidential(Set<String> texts) {
        return Confidential.of(List.of(), Set.of(), texts);
    }

    private static void pause() {
        try {
            Thread.sleep(ATTEMPT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted before something was broken", e);
        }
    }
}
