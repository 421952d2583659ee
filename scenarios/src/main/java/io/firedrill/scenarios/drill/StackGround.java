package io.firedrill.scenarios.drill;

import io.firedrill.evidence.StackInfo;
import io.firedrill.scenarios.traffic.LoadEngine;
import io.firedrill.scenarios.traffic.LoadPlan;
import io.firedrill.scenarios.traffic.NoLoad;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.Endpoints;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.ActiveFault;
import io.firedrill.stacks.observe.Confidential;
import io.firedrill.stacks.observe.Patience;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Silences;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.SystemUnderTest;
import io.firedrill.stacks.workspace.WarmUp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** A stack that was launched for drills. */
final class StackGround implements Ground {
    private static final Duration POLL = Duration.ofMillis(100);

    /** Six scrapes of the reference, in the time of the files: a machine that is too busy misses some of them in a row. */
    private static final Duration CALM = Duration.ofSeconds(30);

    private static final Duration SILENCE_DEADLINE = Duration.ofSeconds(5);

    private final Stack stack;
    private final LoadEngine engine;
    private final Recorder recorder;

    StackGround(Stack stack, LoadEngine engine) {
        this.stack = stack;
        this.engine = engine;
        Patience patience =
                new Patience(Duration.ofSeconds(10), system().exportDelay().plusSeconds(1), Duration.ofSeconds(10));
        this.recorder = new Recorder(
                stack.endpoints(), stack.inbox(), stack.eventLogs(), stack.asOf(), stack.panels(), POLL, patience);
    }

    @Override
    public StackInfo info() {
        return stack.info();
    }

    @Override
    public Recorder recorder() {
        return recorder;
    }

    @Override
    public void awaitQuiet(Drill drill, Duration within) {
        recorder.awaitQuiet(drill.alwaysOn(), Duration.ZERO, within);
    }

    @Override
    public void awaitSteady(Drill drill, Duration within) {
        recorder.awaitQuiet(drill.alwaysOn(), scaled(CALM), within);
    }

    @Override
    public Duration scaled(Duration production) {
        return stack.timeScale().scale(production);
    }

    @Override
    public RunningLoad load(Drill drill) {
        return drill.traffic()
                .map(traffic -> engine.start(plan(drill, traffic)))
                .orElseGet(() -> new NoLoad(Clock.systemUTC()));
    }

    private LoadPlan plan(Drill drill, Traffic traffic) {
        WarmUp asked = system().warmUp();
        URI entry = stack.endpoints()
                .entry()
                .orElseThrow(() -> new StackException("drill '" + drill.name() + "' has traffic, but does not need "
                        + system().entry() + ", which it is sent to; add it to needs(...)"));
        return new LoadPlan(
                entry.resolve(asked.path()),
                traffic,
                stack.folder().resolve("load-" + drill.id()),
                DrillRun.REQUEST_TIMEOUT,
                asked.bearerToken());
    }

    @Override
    public Silences silences() {
        return new Silences(
                stack.endpoints().alertmanagers().stream()
                        .map(Endpoints.Alertmanager::base)
                        .toList(),
                SILENCE_DEADLINE);
    }

    @Override
    public ActiveFault inject(PlannedFault fault, Duration lease) {
        return stack.faults().inject(fault.target(), fault.fault(), lease);
    }

    @Override
    public Confidential confidential(Set<String> texts) {
        return Confidential.of(
                system().services().stream().map(Service::env).toList(),
                system().warmUp().bearerToken().map(Set::of).orElse(Set.of()),
                texts);
    }

    private SystemUnderTest system() {
        return stack.workspace().system();
    }
}
