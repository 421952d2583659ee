package io.firedrill.stacks.workspace;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.dashboard.Dashboard;
import io.firedrill.stacks.dashboard.PanelQuery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code firedrill.yaml} says. Every path in it is relative to the file, so a workspace can be copied elsewhere,
 * edited and run from there. Immutable.
 *
 * @param file the {@code firedrill.yaml}
 * @param title what reports call it, e.g. {@code Reference pipeline}; the folder's name if it has none
 * @param stack how the stack is to be run
 * @param monitoring where the monitoring's configurations are
 * @param system the system that is watched
 * @param silences silences kept as files, in the shape of Alertmanager's API
 * @param budgets what the monitoring is held to
 */
public record Workspace(
        Path file,
        String title,
        StackOptions stack,
        Monitoring monitoring,
        SystemUnderTest system,
        List<Path> silences,
        Budgets budgets) {
    /** Prometheus' own, where nothing says how often. */
    private static final Duration SCRAPE = Duration.ofMinutes(1);

    /** Copies the list. */
    public Workspace {
        silences = List.copyOf(silences);
    }

    /**
     * Reads a workspace.
     *
     * @param file the {@code firedrill.yaml}, or the folder that holds it
     * @return what it says
     * @throws StackException if it is missing, not valid YAML, or says something unknown or impossible; one line with
     *     the file, the line, the key and the remedy
     */
    public static Workspace read(Path file) {
        return WorkspaceFile.read(file);
    }

    /**
     * The workspace that the settings name; without one, {@code firedrill.yaml} in the current folder; without that, the
     * shipped reference workspace.
     *
     * @param settings what the person asked for
     * @return the workspace, with the settings laid over its stack options
     * @throws StackException as {@link #read}, or if a setting's value is impossible
     */
    public static Workspace of(Settings settings) {
        Path file = settings.config().orElseGet(ReferenceWorkspace::locate);
        return read(file).with(settings);
    }

    /**
     * The same workspace with settings laid over its stack options.
     *
     * @param settings what the person asked for
     * @return a new workspace
     * @throws StackException if a setting's value is impossible
     */
    public Workspace with(Settings settings) {
        return new Workspace(file, title, Overlay.of(stack, settings), monitoring, system, silences, budgets);
    }

    /**
     * The same workspace with a part of its system.
     *
     * @param services the names of the services that are to be launched; empty for all
     * @return a new workspace
     * @throws StackException if there is no service of one of the names
     */
    public Workspace only(Set<String> services) {
        return new Workspace(file, title, stack, monitoring, system.only(services), silences, budgets);
    }

    /**
     * The same workspace, with a Prometheus that takes samples of the past.
     *
     * @param history how far back, at the pace of the run; zero for not at all
     * @return a new workspace
     */
    public Workspace takingHistory(Duration history) {
        return new Workspace(file, title, stack.takingHistory(history), monitoring, system, silences, budgets);
    }

    /**
     * The same workspace with some of its Alertmanagers.
     *
     * @param alertmanagers how many, the first ones; empty for all
     * @return a new workspace
     * @throws StackException if there are not that many
     */
    public Workspace launching(Optional<Integer> alertmanagers) {
        Workspace launching =
                new Workspace(file, title, stack.launching(alertmanagers), monitoring, system, silences, budgets);
        launching.alertmanagers();
        return launching;
    }

    /**
     * The Alertmanagers that are launched: those that Prometheus' configuration sends to, in its order, then those that
     * are peers only. Where they are discovered and no peers are written, it is one.
     *
     * @return at least one
     * @throws StackException if Prometheus' configuration cannot be read
     */
    public Alertmanagers alertmanagers() {
        Alertmanagers all =
                Alertmanagers.of(PrometheusConfig.read(monitoring.prometheus()).alertmanagers(), monitoring.peers());
        return stack.alertmanagers().map(count -> all.first(count, file)).orElse(all);
    }

    /**
     * The same workspace as if it were another time: its stack holds Alertmanager's time intervals at an instant.
     *
     * @param instant when to make it be; empty for the machine's own time
     * @return a new workspace
     */
    public Workspace at(Optional<Instant> instant) {
        return new Workspace(file, title, stack.at(instant), monitoring, system, silences, budgets);
    }

    /**
     * What its dashboards ask, at the pace of the run.
     *
     * @return in the order of the files and their panels
     * @throws StackException if a file cannot be read, or is no dashboard
     */
    public List<PanelQuery> panels() {
        Duration scrape = PrometheusConfig.read(monitoring.prometheus()).scrapeIntervals().stream()
                .max(Duration::compareTo)
                .orElse(SCRAPE);
        return monitoring.dashboards().stream()
                .flatMap(dashboard -> Dashboard.read(dashboard, scrape).queries().stream())
                .map(panel -> panel.asking(stack.timeScale().promql(panel.query())))
                .toList();
    }

    /**
     * The folder that every path is relative to.
     *
     * @return the folder of the file
     */
    public Path folder() {
        return Yaml.folderOf(file);
    }
}
