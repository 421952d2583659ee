package io.firedrill.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every flag of every command, written in every way that people write it wrongly: told in one line, and nothing is done. */
class FlagsTest {
    private static final List<String> COMMANDS = List.of("run", "judge", "doctor", "report", "up", "sweep");

    @Test
    void flag_that_is_written_wrongly_is_told_by_its_name() {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, CommandLine> command : commands()) {
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                for (List<String> flags : spoilt(option)) {
                    tried++;
                    look(command.getKey(), flags, option.longestName(), wrong);
                }
            }
            tried++;
            look(command.getKey(), List.of("surplus"), "surplus", wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(60);
    }

    private static List<Map.Entry<String, CommandLine>> commands() {
        CommandLine all = Firedrill.commandLine(silent(), silent());
        assertThat(all.getSubcommands().keySet()).containsAll(COMMANDS);
        return COMMANDS.stream()
                .map(name -> Map.entry(name, all.getSubcommands().get(name)))
                .toList();
    }

    private static List<List<String>> spoilt(OptionSpec option) {
        String name = option.longestName();
        List<String> typo = List.of(name.substring(0, name.length() - 1) + "xx=1");
        List<String> longer = List.of(name + "-of-mine");
        return option.arity().min() == 0
                ? List.of(typo, longer, List.of(name + "=perhaps"))
                : List.of(typo, longer, List.of(name), List.of(name + "=1", name + "=2"));
    }

    private static void look(String command, List<String> flags, String name, List<String> wrong) {
        StringWriter err = new StringWriter();
        String[] arguments = Stream.concat(Stream.of(command), flags.stream()).toArray(String[]::new);
        int code = Firedrill.commandLine(silent(), new PrintWriter(err, true)).execute(arguments);
        String told = err.toString();
        String first = told.lines().findFirst().orElse("");
        boolean named = first.contains(name) || flags.stream().anyMatch(first::contains) || first.contains("Missing");
        if (code != 2 || !named || told.contains("\tat ") || told.contains("Exception")) {
            wrong.add(command + " " + flags + ": " + code + ", " + first);
        }
    }

    private static PrintWriter silent() {
        return new PrintWriter(new StringWriter());
    }
}
