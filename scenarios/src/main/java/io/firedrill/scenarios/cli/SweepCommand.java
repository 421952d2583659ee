package io.firedrill.scenarios.cli;

import io.firedrill.stacks.platform.Run;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the next run would do first. */
@Command(
        name = "sweep",
        description = {
            "Ends what killed runs left on this machine: their processes, containers and folders. Runs that go on are left"
                    + " alone. Every run does this first; nothing is left where a run was not killed together with what"
                    + " watches over it."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  firedrill sweep"})
final class SweepCommand implements Callable<Integer> {
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
        out.flush();
        return ExitCode.KEPT.code();
    }
}
