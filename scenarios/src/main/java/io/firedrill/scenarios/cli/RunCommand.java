package io.firedrill.scenarios.cli;

import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.scenarios.session.RemoteRun;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Holds the shipped drills, as {@code mvn verify} does, without building anything. */
@Command(
        name = "run",
        description = {
            "Holds the shipped drills on a stack that it launches, and writes the report. Where the file names a system that"
                    + " already runs (remote), that is watched as it stands, with nothing but queries, and then drilled as"
                    + " the file plans and permits."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  firedrill run --drills 'scrape*,silences-in-order'",
            "  firedrill run --config /path/to/firedrill.yaml --stack native --out /tmp/report",
            "  firedrill run --config staging.yaml --dry-run"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--drills", paramLabel = "IDS", description = "ids or globs, separated by commas (default: all)")
    private Optional<String> drills = Optional.empty();

    @Option(names = "--out", paramLabel = "FOLDER", description = "where the report goes (default: target/firedrill)")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--dry-run",
            description = "of a system that already runs: tells what would be done to it, and does nothing")
    private boolean dryRun;

    private Optional<StackException> refused = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    RunCommand() {}

    @Override
    public Integer call() {
        Settings settings = settings();
        if (settings.find("firedrill.config")
                .map(Path::of)
                .filter(RemoteSystem::isNamedIn)
                .isPresent()) {
            return remote(RemoteRun.of(settings, DoctorCommand::variable, this::tell));
        }
        if (dryRun) {
            throw new ParameterException(
                    spec.commandLine(), "--dry-run is for a system that already runs: --config names none");
        }
        return drill(settings);
    }

    private int remote(RemoteRun run) {
        if (dryRun) {
            run.foretold().forEach(this::tell);
            return ExitCode.KEPT.code();
        }
        return ExitCode.of(run.hold().stream().map(Judgement::verdict).toList()).code();
    }

    private int drill(Settings settings) {
        try (DrillSession session = DrillSession.open(settings, this::tell)) {
            List<Drill> plan = ReferenceDrills.of(session.workspace());
            List<Verdict> verdicts = new ArrayList<>();
            for (Drill drill : session.select(plan)) {
                hold(session, drill, verdicts);
            }
            session.judgeWhole(plan).map(Judgement::verdict).ifPresent(verdicts::add);
            session.judgeConfiguration().forEach(judgement -> verdicts.add(judgement.verdict()));
            ExitCode exit = ExitCode.of(verdicts);
            if (exit != ExitCode.BROKEN && refused.isPresent()) {
                throw refused.get();
            }
            return exit.code();
        }
    }

    /** A drill that cannot be held does not keep others from it. */
    private void hold(DrillSession session, Drill drill, List<Verdict> verdicts) {
        try {
            session.hold(drill).judgements().forEach(judgement -> verdicts.add(judgement.verdict()));
        } catch (StackException e) {
            refused = refused.or(() -> Optional.of(e));
        }
    }

    private Settings settings() {
        Map<String, String> values = new HashMap<>();
        drills.ifPresent(ids -> values.put("firedrill.drills", ids));
        out.ifPresent(folder -> values.put("firedrill.out", folder.toString()));
        return options.settings(values);
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
