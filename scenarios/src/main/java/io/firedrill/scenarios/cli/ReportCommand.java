package io.firedrill.scenarios.cli;

import io.firedrill.reports.Readiness;
import io.firedrill.scenarios.session.RemoteRun;
import io.firedrill.scenarios.session.SavedRun;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verdicts are functions of evidence, so a report can be had again without a run. */
@Command(
        name = "report",
        description = {
            "Judges the evidence of an earlier run again, by the promises of today, and writes its report anew. Nothing is"
                    + " launched. What is judged otherwise than it was is told, a line each."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  firedrill report --from target/firedrill --out /tmp/again"})
final class ReportCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the workspace, or the system that already ran (default: the shipped workspace)")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            defaultValue = "target/firedrill",
            description = "the report of that run (default: ${DEFAULT-VALUE})")
    private Path from = Path.of("");

    @Option(names = "--out", paramLabel = "FOLDER", description = "where the new one goes (default: in its place)")
    private Optional<Path> out = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    ReportCommand() {}

    @Override
    public Integer call() {
        SavedRun run = SavedRun.read(from);
        Path to = out.orElse(from).toAbsolutePath().normalize();
        Readiness now = write(run, to);
        PrintWriter told = spec.commandLine().getOut();
        run.changes(now).forEach(told::println);
        now.lines(to).forEach(told::println);
        told.flush();
        return exit(now).code();
    }

    private Readiness write(SavedRun run, Path to) {
        Optional<Path> remote = config.filter(RemoteSystem::isNamedIn);
        if (remote.isPresent()) {
            RemoteSystem system = RemoteSystem.read(remote.get(), DoctorCommand::variable);
            return run.write(to, List.of(), RemoteRun.drills(system));
        }
        Workspace workspace = Workspace.of(settings(run));
        List<Path> ruleFiles = WorkspaceRules.read(workspace.monitoring()).paths();
        return run.write(to, ruleFiles, ReferenceDrills.of(workspace));
    }

    /** Promises are as long as the run was fast. */
    private Settings settings(SavedRun run) {
        Map<String, String> values = new HashMap<>();
        config.ifPresent(file -> values.put("firedrill.config", file.toString()));
        values.put("firedrill.time-scale", Double.toString(run.timeScale()));
        return Settings.current().with(values);
    }

    private static ExitCode exit(Readiness now) {
        return switch (now.verdict()) {
            case "kept" -> ExitCode.KEPT;
            case "broken" -> ExitCode.BROKEN;
            default -> ExitCode.INCONCLUSIVE;
        };
    }
}
