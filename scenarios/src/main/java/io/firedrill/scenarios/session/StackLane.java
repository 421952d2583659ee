package io.firedrill.scenarios.session;

import io.firedrill.assertions.Forecasts;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.drill.Setting;
import io.firedrill.scenarios.traffic.GatlingFork;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.workspace.Workspace;
import java.util.Optional;
import java.util.function.Consumer;

/** Drills on one stack at a time, for the same setting on the same. Confined to one thread, one after the other. */
final class StackLane implements Lane {
    private final Settings settings;
    private final Workspace workspace;
    private final RunReport report;
    private final Consumer<String> progress;
    private final Machine machine;
    private final int most;
    private final Weight weight;
    private Optional<Standing> standing = Optional.empty();

    private record Standing(Setting setting, Stack stack, GatlingFork traffic) {}

    /**
     * A lane on which nothing stands yet.
     *
     * @param machine what all lanes share: while a stack is launched, no other lane holds a drill
     * @param most how many lanes there are
     */
    StackLane(
            Settings settings,
            Workspace workspace,
            RunReport report,
            Consumer<String> progress,
            Machine machine,
            int most) {
        this.settings = settings;
        this.workspace = workspace;
        this.report = report;
        this.progress = progress;
        this.machine = machine;
        this.most = most;
        this.weight = Weight.of(workspace);
    }

    /** What stood before is ended first. */
    @Override
    public void prepare(Drill drill) {
        Setting wanted = drill.setting();
        if (standing.filter(now -> now.setting().equals(wanted)).isEmpty()) {
            close();
            Workspace set = workspace
                    .only(wanted.services())
                    .launching(wanted.alertmanagers())
                    .at(wanted.asOf())
                    .takingHistory(wanted.history());
            Stack launched = launch(set, wanted.launches(workspace.system().entry()) ? Place.WHOLE : Place.PART);
            standing = Optional.of(new Standing(wanted, launched, new GatlingFork()));
            report.launched(launched.info());
        }
    }

    /**
     * With the machine to itself: JVMs that start and warm up take every core, scrapes of a drill that is held meanwhile time
     * out, and two launches at once warm up on requests that are slow because of each other.
     */
    private Stack launch(Workspace set, Place place) {
        return machine.alone(() -> {
            Stack launched = Stack.launch(set, settings, progress);
            try {
                measure(launched, place);
                return launched;
            } catch (RuntimeException | Error e) {
                launched.close();
                throw e;
            }
        });
    }

    /** Watched as in a drill, which is work too: most of all for a JVM that has not watched anything yet. */
    private void measure(Stack launched, Place place) {
        if (machine.isMeasured()) {
            return;
        }
        double share;
        try (GatlingFork idle = new GatlingFork()) {
            share = new DrillRun(launched, idle, progress).watching(() -> machine.measure(place, most));
        }
        if (share > 0 && most > 1) {
            String drills = machine.capacity() == 1 ? "one drill" : machine.capacity() + " drills";
            progress.accept("one stack at rest takes %.0f %% of this machine, so that it holds %s at a time"
                    .formatted(100 * share, drills));
        }
    }

    @Override
    public DrillResult hold(Drill drill) {
        Standing now = standing.orElseThrow(() -> new IllegalStateException("nothing was launched"));
        DrillRun run = new DrillRun(now.stack(), now.traffic(), progress);
        try (RunningLoad load = ready(now, run, drill)) {
            return weight.isHeavy(drill)
                    ? machine.alone(() -> hold(run, drill, load))
                    : machine.together(() -> hold(run, drill, load));
        }
    }

    /** The first load of a stack starts a JVM. */
    private RunningLoad ready(Standing now, DrillRun run, Drill drill) {
        return drill.traffic().isEmpty() || now.traffic().stands()
                ? run.ready(drill)
                : machine.alone(() -> run.ready(drill));
    }

    private DrillResult hold(DrillRun run, Drill drill, RunningLoad load) {
        progress.accept("drill '" + drill.name() + "': " + drill.story());
        foretell(drill, run);
        return Judging.of(run.hold(drill, load), drill);
    }

    /** Told before the drill, which is held all the same: how late the alert really comes is worth knowing. */
    private void foretell(Drill drill, DrillRun run) {
        Forecasts.hopeless(run.configuration(), drill.promises(), drill.watched())
                .forEach(line -> {
                    String told = "drill '" + drill.name() + "': " + line;
                    progress.accept(told);
                    report.noted(told);
                });
    }

    @Override
    public void close() {
        standing.map(Standing::traffic).ifPresent(GatlingFork::close);
        standing.map(Standing::stack).ifPresent(Stack::close);
        standing = Optional.empty();
    }
}
