package io.firedrill.scenarios.cli;

import io.firedrill.stacks.StackException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code ./firedrill}: what is wrong with how it is called or with the environment is one line, never a stack trace. */
@Command(
        name = "firedrill",
        description = "Fire drills for monitoring.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            RunCommand.class,
            JudgeCommand.class,
            RulesCommand.class,
            DoctorCommand.class,
            ReportCommand.class,
            UpCommand.class,
            SweepCommand.class,
            HelpCommand.class,
            AutoComplete.GenerateCompletion.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every promise was kept, every incident was noticed",
            "1:a promise was broken, an incident was missed",
            "2:it was called wrongly, or what it needs is not there",
            "3:something could not be judged, and nothing was broken"
        },
        footer = {
            "",
            "Completion for this shell: source <(./firedrill generate-completion)",
        })
public final class Firedrill {
    /** Made by {@link #main}. */
    Firedrill() {}

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param arguments as a person writes them
     */
    public static void main(String[] arguments) {
        System.exit(commandLine(writer(System.out), writer(System.err)).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Firedrill())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((thrown, command, parsed) -> told(thrown, command));
    }

    private static int told(Exception thrown, CommandLine command) throws Exception {
        if (thrown instanceof StackException || thrown instanceof UncheckedIOException) {
            command.getErr().println("firedrill: " + thrown.getMessage());
            return ExitCode.ENVIRONMENT.code();
        }
        throw thrown;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
