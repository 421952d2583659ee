package io.firedrill.scenarios.session;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.reports.Readiness;
import io.firedrill.reports.Report;
import io.firedrill.reports.RunInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.remote.WrittenDown;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the report of a session is made of, as it grows. Thread-safe. */
public final class RunReport {
    private static final String NOT_YET = "the run ended before it was held";

    private final Workspace workspace;
    private final Path folder;
    private final Report report;
    private final Clock clock;
    private final Instant startedAt;
    private final List<DrillResult> results = new ArrayList<>();
    private final List<String> order = new ArrayList<>();
    private final List<Judgement> suite = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, RunInfo.NotRun> notRun = new LinkedHashMap<>();
    private final SystemSighting configurations;
    private StackInfo info;
    private Optional<Readiness> told = Optional.empty();

    RunReport(Settings settings, Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.folder = folder(settings);
        this.report = new Report(folder);
        this.configurations = WrittenDown.of(workspace, startedAt);
        this.info = new StackInfo(
                workspace.stack().mode(),
                "nothing was launched",
                workspace.stack().timeScale().factor(),
                List.of());
    }

    /**
     * Where the settings want the report.
     *
     * @param settings what the person asked for
     * @return {@code firedrill.out}, or {@code target/firedrill}; absolute
     */
    public static Path folder(Settings settings) {
        return settings.find("firedrill.out")
                .map(Path::of)
                .orElse(Path.of("target", "firedrill"))
                .toAbsolutePath()
                .normalize();
    }

    synchronized void planned(List<Drill> drills) {
        drills.stream().map(Drill::id).filter(id -> !order.contains(id)).forEach(order::add);
        drills.forEach(drill -> notRun.putIfAbsent(drill.id(), new RunInfo.NotRun(drill.id(), drill.name(), NOT_YET)));
    }

    /** Drills need parts of the system, so that no stack of a run need have all of it. */
    synchronized void launched(StackInfo stack) {
        info = info.components().isEmpty() ? stack : info.with(stack);
    }

    synchronized void held(DrillResult result) {
        notRun.remove(result.evidence().drill().id());
        results.add(result);
        results.sort(Comparator.comparing(
                each -> order.indexOf(each.evidence().drill().id())));
    }

    /** What a reader must know. */
    synchronized void noted(String line) {
        notes.add(line);
    }

    synchronized void judged(Judgement whole) {
        suite.removeIf(before -> before.id().equals(whole.id()));
        suite.add(whole);
    }

    /** What the workspace's configurations tell whoever reads them. */
    SystemSighting configurations() {
        return configurations;
    }

    synchronized Optional<DrillResult> result(Drill drill) {
        return results.stream()
                .filter(held -> held.evidence().drill().id().equals(drill.id()))
                .findFirst();
    }

    synchronized void failed(Drill drill, String why) {
        String first = why.lines().findFirst().orElse("");
        notRun.put(drill.id(), new RunInfo.NotRun(drill.id(), drill.name(), first));
    }

    /** Writes what is known now; one clear text if it cannot be written. */
    synchronized void write() {
        RunInfo run = new RunInfo(workspace.title(), startedAt, Duration.between(startedAt, clock.instant()), info)
                .withNotRun(List.copyOf(notRun.values()))
                .withSuite(suite)
                .withSystem(configurations)
                .withNotes(notes)
                .withRuleFiles(WorkspaceRules.read(workspace.monitoring()).paths());
        told = Optional.of(written(() -> report.write(results, run)));
    }

    /** A report that cannot be written is one clear text. */
    static Readiness written(Supplier<Readiness> writing) {
        try {
            return writing.get();
        } catch (UncheckedIOException e) {
            throw new StackException(String.valueOf(e.getMessage()), e);
        }
    }

    /** What to read at the end of a run. */
    synchronized List<String> lines() {
        return told.map(readiness -> readiness.lines(folder)).orElse(List.of());
    }
}
