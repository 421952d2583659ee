package io.firedrill.scenarios.session;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.Watched;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.reports.RunInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.CommandControl;
import io.firedrill.stacks.fault.CommandFault;
import io.firedrill.stacks.fault.Faults;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.observe.Obstacles;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.platform.Deed;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.Permission;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The drills that a file plans for a system that already runs. Each is held if it may be and would prove something; what it
 * broke is mended, however the run ends. Confined to one thread.
 */
final class RemoteDrills {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final RemoteSystem system;
    private final Consumer<String> progress;
    private final Clock clock;
    private final List<DrillResult> results = new ArrayList<>();
    private final List<RunInfo.NotRun> notHeld = new ArrayList<>();
    private final List<String> transcript = new ArrayList<>();

    RemoteDrills(RemoteSystem system, Consumer<String> progress, Clock clock) {
        this.system = system;
        this.progress = progress;
        this.clock = clock;
    }

    /** What a drill of the file does and promises. */
    static Drill plan(RemoteDrill written) {
        String fault = written.name();
        DrillBuilder drill = Drill.named(written.name(), written.story())
                .inject(new PlannedFault(
                        fault,
                        fault,
                        new CommandFault(written.on(), written.off()),
                        written.from(),
                        written.from().plus(written.lasts())))
                .observe(written.observed());
        for (RemoteDrill.Expectation expected : written.expectations()) {
            AlertSelector alert =
                    new AlertSelector(expected.alert().alert(), expected.alert().labels());
            drill.promise(Promises.firesWithin(alert, fault, expected.within()))
                    .watch(new Watched(alert, fault, Duration.ZERO));
            expected.resolved().ifPresent(within -> drill.promise(Promises.resolvesWithin(alert, fault, within)));
        }
        return drill.build();
    }

    /** Holds none of them. */
    void refuse(String why) {
        drills().forEach(drill -> refuse(drill, why));
    }

    private List<Drill> drills() {
        return system.drills().stream().map(RemoteDrills::plan).toList();
    }

    /** Holds them all, one after the other; where one of them fails, those after it are not held. */
    void hold(StackInfo stack) {
        List<Drill> drills = drills();
        if (drills.isEmpty()) {
            return;
        }
        if (!system.permissions().contains(Permission.FAULTS)) {
            refuse("it may not be: `permissions: [faults]` is missing in the section remote of " + system.file());
            return;
        }
        try (Run run = Run.begin(progress)) {
            Optional<Inbox> inbox = system.inbox().map(bind -> run.closing(Inbox.start(bind)));
            Faults faults = run.closing(Faults.byCommands(commands(run)));
            Recorder recorder = Recorder.of(system, inbox, POLL);
            hold(drills, new RemoteGround(stack, recorder, faults, Obstacles.of(system)));
        }
    }

    private void hold(List<Drill> drills, RemoteGround ground) {
        Optional<String> failed = Optional.empty();
        for (Drill drill : drills) {
            Optional<String> obstacle = failed.or(() -> ground.obstacle(drill));
            if (obstacle.isPresent()) {
                refuse(drill, obstacle.get());
                continue;
            }
            try {
                progress.accept("drill '" + drill.name() + "': " + drill.story());
                DrillResult judged = Judging.of(new DrillRun(ground, progress).hold(drill), drill);
                results.add(judged);
                progress.accept(String.join("\n", DrillLines.of(judged)));
            } catch (StackException e) {
                refuse(drill, String.valueOf(e.getMessage()));
                failed = Optional.of("the system may be broken still, see drill '" + drill.name() + "'");
            }
        }
    }

    private void refuse(Drill drill, String why) {
        progress.accept("drill '" + drill.name() + "' is not held: " + why);
        notHeld.add(new RunInfo.NotRun(drill.id(), drill.name(), why));
    }

    private Map<String, CommandControl> commands(Run run) {
        Map<String, CommandControl> commands = new HashMap<>();
        for (RemoteDrill drill : system.drills()) {
            Deed deed = run.deed(plan(drill).id(), drill.on(), drill.off(), system.folder(), this::written);
            commands.put(drill.name(), new CommandControl() {
                @Override
                public void on() {
                    deed.begin();
                }

                @Override
                public void off() {
                    deed.end();
                }
            });
        }
        return commands;
    }

    /** Also by the thread of a lease. */
    private void written(String what) {
        synchronized (transcript) {
            transcript.add(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + what);
        }
    }

    List<DrillResult> results() {
        return List.copyOf(results);
    }

    List<RunInfo.NotRun> notHeld() {
        return List.copyOf(notHeld);
    }

    /** What was done to the system, in order. */
    List<String> transcript() {
        synchronized (transcript) {
            return List.copyOf(transcript);
        }
    }
}
