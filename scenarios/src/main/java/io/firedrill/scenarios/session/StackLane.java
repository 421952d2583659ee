package io.firedrill.scenarios.session;

import io.firedrill.assertions.Detections;
import io.firedrill.assertions.Forecasts;
import io.firedrill.assertions.Instrumentation;
import io.firedrill.assertions.Judge;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.drill.Setting;
import io.firedrill.scenarios.traffic.GatlingFork;
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
    private final Calm calm;
    private Optional<Standing> standing = Optional.empty();

    private record Standing(Setting setting, Stack stack, GatlingFork traffic) {}

    /**
     * A lane on which nothing stands yet.
     *
     * @param calm what all lanes of a run share: while a system with traffic is launched, no other lane holds a drill
     */
    StackLane(Settings settings, Workspace workspace, RunReport report, Consumer<String> progress, Calm calm) {
        this.settings = settings;
        this.workspace = workspace;
        this.report = report;
        this.progress = progress;
        this.calm = calm;
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
            Stack launched = launch(set);
            standing = Optional.of(new Standing(wanted, launched, new GatlingFork()));
            report.launched(launched.info());
        }
    }

    /**
     * A system with traffic takes every core until it is warm: scrapes of a drill that is held meanwhile time out, and two
     * launches at once warm up on requests that are slow because of each other.
     */
    private Stack launch(Workspace set) {
        if (set.system().service(set.system().entry()).isEmpty()) {
            return Stack.launch(set, settings, progress);
        }
        return calm.alone(() -> Stack.launch(set, settings, progress));
    }

    @Override
    public DrillResult hold(Drill drill) {
        return calm.together(() -> held(drill));
    }

    private DrillResult held(Drill drill) {
        Standing now = standing.orElseThrow(() -> new IllegalStateException("nothing was launched"));
        progress.accept("drill '" + drill.name() + "': " + drill.story());
        DrillRun run = new DrillRun(now.stack(), now.traffic(), progress);
        foretell(drill, run);
        Evidence evidence = run.hold(drill);
        return new DrillResult(
                evidence,
                Judge.judge(evidence, drill.promises()),
                Detections.of(evidence, drill.watched()),
                Instrumentation.of(evidence));
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
