package io.firedrill.scenarios.cli;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.LeftSilences;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.Permission;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the next run would do first. */
@Command(
        name = "sweep",
        description = {
            "Ends what killed runs left on this machine: their processes, containers and folders. Runs that go on are left"
                    + " alone. Every run does this first; nothing is left where a run was not killed together with what"
                    + " watches over it. With --config also the silences that they left on a system that already runs."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  firedrill sweep", "  firedrill sweep --config staging.yaml"})
final class SweepCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "names the system in its section remote, and permits silences there")
    private Optional<Path> config = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    SweepCommand() {}

    @Override
    public Integer call() {
        List<Path> swept = Run.sweep();
        PrintWriter out = spec.commandLine().getOut();
        swept.forEach(folder -> out.println("swept what a killed run had left: " + folder));
        if (swept.isEmpty()) {
            out.println("no killed run has left anything on this machine");
        }
        config.map(SweepCommand::silences).ifPresent(lines -> lines.forEach(out::println));
        out.flush();
        return ExitCode.KEPT.code();
    }

    private static List<String> silences(Path file) {
        RemoteSystem system = RemoteSystem.read(file, DoctorCommand::variable);
        if (!system.permissions().contains(Permission.SILENCES)) {
            throw new StackException(file + " does not permit to end silences: add them to remote.permissions");
        }
        LeftSilences left = LeftSilences.on(system);
        List<String> told = Stream.concat(left.end(Run::goesOn).stream(), left.ofOthers().stream())
                .toList();
        return told.isEmpty() ? List.of("no killed run has left a silence on " + system.title()) : told;
    }
}
