package io.firedrill.stacks;

import io.firedrill.evidence.AsOf;
import io.firedrill.evidence.StackInfo;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.fault.Faults;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Running monitoring and the running system that it watches. Nothing is left of it after {@link #close()}, nor after the
 * JVM ends in any other way. Thread-safe.
 */
public final class Stack implements AutoCloseable {
    private final Run run;
    private final Workspace workspace;
    private final StackInfo info;
    private final Endpoints endpoints;
    private final Inbox inbox;
    private final Faults faults;
    private final List<Path> eventLogs;
    private final List<PanelQuery> panels;
    private final Optional<AsOf> asOf;

    Stack(
            Run run,
            Workspace workspace,
            StackInfo info,
            Endpoints endpoints,
            Inbox inbox,
            Faults faults,
            List<Path> eventLogs,
            List<PanelQuery> panels,
            Optional<AsOf> asOf) {
        this.run = run;
        this.workspace = workspace;
        this.info = info;
        this.endpoints = endpoints;
        this.inbox = inbox;
        this.faults = faults;
        this.eventLogs = List.copyOf(eventLogs);
        this.panels = List.copyOf(panels);
        this.asOf = asOf;
    }

    /**
     * Launches a workspace: finds or builds its components, checks its configurations, starts everything side by side,
     * warms the system up, and waits until monitoring watches it and no alert is active.
     *
     * @param workspace what to launch
     * @param settings laid over the workspace's own options
     * @param progress hears one line for each step that takes a while, one at a time
     * @return a stack that is ready for drills
     * @throws StackException if it cannot be had; one clear text with the remedy, and nothing is left running
     */
    public static Stack launch(Workspace workspace, Settings settings, Consumer<String> progress) {
        return new Launch(workspace.with(settings), new InTurn(progress)).launch();
    }

    /**
     * What runs.
     *
     * @return the mode and its reason, the time scale, and each component with the version that it told itself
     */
    public StackInfo info() {
        return info;
    }

    /**
     * Where it answers.
     *
     * @return as reached from this JVM, past every fault
     */
    public Endpoints endpoints() {
        return endpoints;
    }

    /**
     * What was launched.
     *
     * @return the workspace with the settings laid over it
     */
    public Workspace workspace() {
        return workspace;
    }

    /**
     * The time scale in force.
     *
     * @return from the settings, the workspace, or the default
     */
    public TimeScale timeScale() {
        return workspace.stack().timeScale();
    }

    /**
     * Where every notification arrives.
     *
     * @return the inbox of all receivers
     */
    public Inbox inbox() {
        return inbox;
    }

    /**
     * What breaks links and processes.
     *
     * @return the injector of this stack
     */
    public Faults faults() {
        return faults;
    }

    /**
     * The event log of each Alertmanager.
     *
     * @return files with one JSON object a line, each of which appears with its first event; none where there is no event
     *     recorder
     */
    public List<Path> eventLogs() {
        return eventLogs;
    }

    /**
     * What the workspace's dashboards ask.
     *
     * @return as read when it was launched, see {@link Workspace#panels}
     */
    public List<PanelQuery> panels() {
        return panels;
    }

    /**
     * What became of Alertmanager's time intervals.
     *
     * @return the instant that they are held at; empty if they follow the clock
     */
    public Optional<AsOf> asOf() {
        return asOf;
    }

    /**
     * Where everything of this run is kept.
     *
     * @return a folder that is gone after {@link #close()}
     */
    public Path folder() {
        return run.folder();
    }

    /** Reverts every fault, ends every process and removes the folder. */
    @Override
    public void close() {
        run.close();
    }
}
