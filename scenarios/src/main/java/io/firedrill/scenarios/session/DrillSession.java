package io.firedrill.scenarios.session;

import io.firedrill.assertions.Detections;
import io.firedrill.assertions.Judge;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.traffic.GatlingFork;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One run of drills on one stack, which is launched for the first of them, and the report about it. The report is written
 * before the first drill and again after each, so that it is there however the run ends, and never tells an older run's
 * verdicts. Confined to one thread.
 */
public final class DrillSession implements AutoCloseable {
    private final Settings settings;
    private final Workspace workspace;
    private final FailOn failOn;
    private final Consumer<String> progress;
    private final RunReport report;
    private Optional<Stack> stack = Optional.empty();
    private Optional<StackException> refused = Optional.empty();

    private DrillSession(Settings settings, Workspace workspace, Consumer<String> progress) {
        this.settings = settings;
        this.workspace = workspace;
        this.failOn = FailOn.of(settings);
        this.progress = progress;
        this.report = new RunReport(settings, workspace, Clock.systemUTC());
    }

    /**
     * Reads the workspace that the settings name; launches nothing yet.
     *
     * @param settings what the person asked for
     * @param progress hears one line for each thing worth knowing
     * @return a session to be closed
     * @throws StackException if a setting or the workspace is wrong
     */
    public static DrillSession open(Settings settings, Consumer<String> progress) {
        return new DrillSession(settings, Workspace.of(settings), progress);
    }

    /**
     * What is drilled.
     *
     * @return the workspace with the settings laid over it
     */
    public Workspace workspace() {
        return workspace;
    }

    /**
     * Which verdicts make the run fail.
     *
     * @return as the settings say
     */
    public FailOn failOn() {
        return failOn;
    }

    /**
     * Announces drills, so that the report tells which of them did not run.
     *
     * @param drills all that could be held
     * @return those that the settings select, in the same order
     * @throws StackException if the settings name a drill that is not among them, or the report cannot be written
     */
    public List<Drill> select(List<Drill> drills) {
        List<Drill> selected = Selection.of(settings, drills);
        report.planned(selected);
        report.write();
        return selected;
    }

    /**
     * Holds a drill, judges its promises, and writes the report.
     *
     * @param drill what to do
     * @return evidence and verdicts
     * @throws StackException if the stack cannot be had or the drill cannot be held; the report says so
     */
    public DrillResult hold(Drill drill) {
        try {
            Stack running = running();
            progress.accept("drill '" + drill.name() + "': " + drill.story());
            Evidence evidence = new DrillRun(running, new GatlingFork(), progress).hold(drill);
            DrillResult result = new DrillResult(
                    evidence, Judge.judge(evidence, drill.promises()), Detections.of(evidence, drill.watched()));
            report.held(result);
            DrillLines.of(result).forEach(progress);
            return result;
        } catch (StackException e) {
            report.failed(drill, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            report.write();
        }
    }

    /**
     * Why no drill can be held.
     *
     * @return what was wrong when the stack was launched, or empty as long as nothing was
     */
    public Optional<String> refusal() {
        return refused.map(StackException::getMessage);
    }

    /** Ends the stack, and tells where the report is. */
    @Override
    public void close() {
        stack.ifPresent(Stack::close);
        stack = Optional.empty();
        report.lines().forEach(progress);
    }

    private Stack running() {
        refused.ifPresent(why -> {
            throw new StackException("the stack could not be had: " + why.getMessage(), why);
        });
        if (stack.isEmpty()) {
            try {
                Stack launched = Stack.launch(workspace, settings, progress);
                stack = Optional.of(launched);
                report.launched(launched.info());
            } catch (StackException e) {
                refused = Optional.of(e);
                throw e;
            }
        }
        return stack.orElseThrow();
    }
}
