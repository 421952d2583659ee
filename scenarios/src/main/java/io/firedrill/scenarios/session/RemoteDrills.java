package io.firedrill.scenarios.session;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.reports.RunInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.traffic.GatlingFork;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.CommandControl;
import io.firedrill.stacks.fault.Faults;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.observe.AlertPost;
import io.firedrill.stacks.observe.LeftSilences;
import io.firedrill.stacks.observe.Obstacles;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Silences;
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
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drills that a file plans for a system that already runs. Each is held if it may be and would prove something; what it
 * broke is mended, however the run ends. Confined to one thread.
 */
final class RemoteDrills {
    /** Less than the second that a healthy machine may add: begin and end of a silence are seen by it. */
    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration SILENCE_DEADLINE = Duration.ofSeconds(10);

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

    /** Holds none of those that were neither held nor refused yet. */
    void refuse(String why) {
        Set<String> done = Stream.concat(
                        results.stream().map(each -> each.evidence().drill().id()),
                        notHeld.stream().map(RunInfo.NotRun::id))
                .collect(Collectors.toSet());
        system.drills().stream()
                .map(RemotePlan::drill)
                .filter(drill -> !done.contains(drill.id()))
                .forEach(drill -> refuse(drill, why));
    }

    /** Holds those that may be, one after the other; where one of them fails, those after it are not held. */
    void hold(StackInfo stack) {
        if (system.drills().stream().allMatch(drill -> system.forbids(drill).isPresent())) {
            system.drills()
                    .forEach(drill -> refuse(
                            RemotePlan.drill(drill), system.forbids(drill).orElseThrow()));
            return;
        }
        try (Run run = Run.begin(progress)) {
            hold(ground(stack, run));
        } catch (StackException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    private RemoteGround ground(StackInfo stack, Run run) {
        if (system.permissions().contains(Permission.SILENCES)) {
            LeftSilences.on(system).end(Run::goesOn).forEach(this::written);
        }
        Optional<Inbox> inbox = system.inbox().map(at -> run.closing(Inbox.start(at.bind(), at.bearer())));
        Faults faults = run.closing(Faults.byCommands(commands(run)));
        String mark = LeftSilences.mark(run.id());
        return new RemoteGround(
                stack,
                Recorder.of(system, inbox, POLL),
                faults,
                Obstacles.of(system),
                new RemoteLoads(run.closing(new GatlingFork()), system, run.id(), run.folder(), this::written),
                () -> Silences.of(system, SILENCE_DEADLINE, mark, this::written));
    }

    private void hold(RemoteGround ground) {
        for (RemoteDrill written : system.drills()) {
            Drill drill = RemotePlan.drill(written);
            Optional<String> obstacle = system.forbids(written).or(() -> obstacle(written, ground));
            if (obstacle.isPresent()) {
                refuse(drill, obstacle.get());
                continue;
            }
            try {
                hold(drill, ground);
            } catch (StackException e) {
                refuse(drill, String.valueOf(e.getMessage()));
                refuse("drill '" + drill.name() + "' failed, see there: the system may be broken still");
                return;
            }
        }
    }

    private void hold(Drill drill, RemoteGround ground) {
        progress.accept("drill '" + drill.name() + "': " + drill.story());
        DrillResult judged = Judging.of(new DrillRun(ground, progress).hold(drill), drill);
        results.add(judged);
        progress.accept(String.join("\n", DrillLines.of(judged)));
    }

    /** Who cannot be asked is in the way as well. */
    private static Optional<String> obstacle(RemoteDrill drill, RemoteGround ground) {
        try {
            return drill.alerts().stream()
                    .flatMap(alert -> ground.obstacles().to(alert.alert(), alert.labels()).stream())
                    .findFirst()
                    .or(() -> ground.loads().obstacle(drill))
                    .or(() -> drill.post()
                            .flatMap(post -> ground.obstacles()
                                    .toPosting(RemotePlan.posted(post).labels())));
        } catch (StackException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void refuse(Drill drill, String why) {
        progress.accept("drill '" + drill.name() + "' is not held: " + why);
        notHeld.add(new RunInfo.NotRun(drill.id(), drill.name(), why));
    }

    private Map<String, CommandControl> commands(Run run) {
        Map<String, CommandControl> commands = new HashMap<>();
        for (RemoteDrill drill : system.drills()) {
            drill.fault()
                    .map(fault -> run.deed(drill.id(), fault.on(), fault.off(), system.folder(), this::written))
                    .ifPresent(deed -> commands.put(drill.name(), command(deed)));
            drill.post()
                    .map(post -> AlertPost.on(system, RemotePlan.posted(post), post.lasts(), this::written))
                    .ifPresent(post -> commands.put(drill.name(), post));
        }
        return commands;
    }

    private static CommandControl command(Deed deed) {
        return new CommandControl() {
            @Override
            public void on() {
                deed.begin();
            }

            @Override
            public void off() {
                deed.end();
            }
        };
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
