package io.firedrill.scenarios.defect;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Tries defects out: each in a copy of the reference workspace of its own, on a stack of its own. The report of each trial
 * is kept, and the workspace as it was then. Thread-safe.
 */
public final class DefectRun {
    private final Settings settings;
    private final Function<Workspace, List<Drill>> drills;
    private final Path reports;
    private final Consumer<String> progress;

    /**
     * Tries defects of the reference workspace.
     *
     * @param settings what the person asked for; which workspace and which drills is for the defects to say
     * @param drills the drills of a workspace
     * @param reports where the report of each trial goes, in a folder with the id of the defect; beside it the spoilt
     *     workspace
     * @param progress hears one line for each thing worth knowing
     */
    public DefectRun(
            Settings settings, Function<Workspace, List<Drill>> drills, Path reports, Consumer<String> progress) {
        this.settings = settings;
        this.drills = drills;
        this.reports = reports;
        this.progress = progress;
    }

    /**
     * Makes the mistake, holds the drill that must notice, and looks at what turned red.
     *
     * @param defect the mistake
     * @return what the drill made of it; a drill that could not be held is a trial that failed
     */
    public Trial tryOut(Defect defect) {
        Path folder = reports.resolve(defect.id()).resolve("workspace");
        try {
            delete(folder);
            Path file = ReferenceWorkspace.copyTo(folder);
            defect.applyTo(folder);
            progress.accept("defect " + defect.id() + ": " + defect.story());
            try (DrillSession session = DrillSession.open(settings(defect, file), line -> tell(defect, line))) {
                List<Drill> plan = drills.apply(session.workspace());
                DrillResult result = session.hold(session.select(plan).get(0));
                List<Judgement> whole = Stream.concat(
                                session.judgeWhole(plan).stream(), session.judgeConfiguration().stream())
                        .toList();
                return Trial.of(defect, result, whole);
            }
        } catch (StackException e) {
            String why = String.valueOf(e.getMessage());
            tell(defect, why);
            return Trial.failed(defect, why);
        }
    }

    private void tell(Defect defect, String line) {
        progress.accept(defect.id() + "| " + line);
    }

    private Settings settings(Defect defect, Path file) {
        return settings.with(Map.of(
                "firedrill.config", file.toString(),
                "firedrill.drills", defect.drill(),
                "firedrill.out", reports.resolve(defect.id()).toString()));
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StackException(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
