package io.firedrill.scenarios.session;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.InTurn;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One run of drills and the report about it. Drills are held side by side, each on a stack of its own, as far as {@code
 * firedrill.parallel} allows; a stack is launched for the first drill that needs it. The report is written before the
 * first drill and again after each, so that it is there however the run ends, and never tells an older run's verdicts.
 * Confined to one thread.
 */
public final class DrillSession implements AutoCloseable {
    private final Settings settings;
    private final Workspace workspace;
    private final FailOn failOn;
    private final Consumer<String> progress;
    private final RunReport report;
    private final Lanes lanes;

    private DrillSession(Settings settings, Workspace workspace, Consumer<String> progress) {
        this.settings = settings;
        this.workspace = workspace;
        this.failOn = FailOn.of(settings);
        this.progress = new InTurn(progress);
        this.report = new RunReport(settings, workspace, Clock.systemUTC());
        Machine machine = Parallel.on(Machine.THIS, settings);
        String entry = workspace.system().entry();
        Agenda agenda = new Agenda(setting -> setting.launches(entry));
        this.lanes =
                new Lanes(lanes(Parallel.of(settings, workspace), machine), machine, agenda, this::held, this::failed);
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
        lanes.plan(selected);
        return selected;
    }

    /**
     * The result of a drill. With the first drill that is asked for, all that were selected begin, as many at a time as
     * there are stacks.
     *
     * @param drill what to do
     * @return evidence and verdicts
     * @throws StackException if the stack cannot be had or the drill cannot be held; the report says so. Its cause is
     *     another one if the drill was not tried, because the stack could not be had for one before
     */
    public DrillResult hold(Drill drill) {
        return lanes.await(drill);
    }

    /**
     * Judges what only all drills of a plan together show: whether every loaded alerting rule is exercised (A18). To be
     * asked once the selected ones were held. What a person's own selection leaves undecided is left out, and told.
     *
     * @param plan all drills there are, also those that the settings do not select
     * @return the judgement, which is then part of the report; empty if it is left out
     * @throws StackException if the report cannot be written
     */
    public Optional<Judgement> judgeWhole(List<Drill> plan) {
        Judgement whole = Judging.rules(plan, report::result);
        int selected = Selection.of(settings, plan).size();
        if (selected < plan.size() && whole.verdict() instanceof Verdict.Inconclusive) {
            progress.accept("whether every alerting rule is exercised (A18) is left open: " + selected + " of "
                    + plan.size() + " drills are selected");
            return Optional.empty();
        }
        report.judged(whole);
        report.write();
        progress.accept("A18 " + whole.verdict().word() + ": " + whole.verdict().actual());
        return Optional.of(whole);
    }

    /**
     * Judges the workspace's configurations, as they are written: whether they tell a secret (X03), and whether the rules that
     * Grafana manages, if it does, can be drilled (D04). It takes no drill.
     *
     * @return the judgements, which are then part of the report
     * @throws StackException if the report cannot be written
     */
    public List<Judgement> judgeConfiguration() {
        List<Judgement> found = Judging.found(report.configurations());
        found.forEach(report::judged);
        report.write();
        found.forEach(each -> progress.accept("%s %s: %s, %s"
                .formatted(
                        each.check(),
                        each.verdict().word(),
                        each.subject(),
                        each.verdict().actual())));
        return found;
    }

    /** Ends the stacks, and tells where the report is. */
    @Override
    public void close() {
        lanes.close();
        report.lines().forEach(progress);
    }

    private List<Lane> lanes(int count, Machine machine) {
        return IntStream.rangeClosed(1, count)
                .<Lane>mapToObj(number -> new StackLane(
                        settings,
                        workspace,
                        report,
                        count == 1 ? progress : line -> progress.accept(number + "| " + line),
                        machine,
                        count))
                .toList();
    }

    private void held(DrillResult result) {
        report.held(result);
        progress.accept(String.join("\n", DrillLines.of(result)));
        report.write();
    }

    private void failed(Drill drill, StackException why) {
        report.failed(drill, String.valueOf(why.getMessage()));
        report.write();
    }
}
