package io.firedrill.stacks;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.workspace.Monitoring;
import io.firedrill.stacks.workspace.PrometheusConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds an invalid rule file or configuration before anything is launched, with the tools' own checkers, on the user's
 * own files. Confined.
 */
final class Preflight {
    private static final Pattern LINE = Pattern.compile("(?:line |^|[^0-9:])(\\d+):\\d+: |line (\\d+)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final Platform platform;

    Preflight(Platform platform) {
        this.platform = platform;
    }

    void check(Monitoring monitoring, PrometheusConfig prometheus) {
        check("promtool", List.of("check", "config", "--syntax-only"), monitoring.prometheus());
        for (Path rules : prometheus.ruleFiles()) {
            check("promtool", List.of("check", "rules", "--lint=none"), rules);
        }
        check("amtool", List.of("check-config"), monitoring.alertmanager());
    }

    private void check(String tool, List<String> arguments, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.resolve("..").normalize();
        List<String> words = Stream.concat(arguments.stream(), Stream.of(absolute.toString()))
                .toList();
        Platform.Outcome outcome = platform.run(tool, words, folder);
        if (outcome.exitCode() != 0) {
            throw new StackException(message(tool, file, outcome.output(), lines(file)));
        }
    }

    /** One line: the user's file, the line in it, and what the tool says. */
    static String message(String tool, Path file, String output, List<String> lines) {
        String problem = problem(file, output);
        Optional<Integer> line = line(problem).or(() -> mentioned(problem, lines));
        String text = problem.replaceFirst("^\\d+:\\d+: ", "");
        return file + line.map(number -> ":" + number).orElse("") + ": " + text + " (" + tool + ")";
    }

    private static String problem(Path file, String output) {
        String name = Pattern.quote(file.toAbsolutePath().normalize().toString());
        return output.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Checking") && !line.equals("FAILED:"))
                .filter(line -> !line.startsWith("SUCCESS"))
                .findFirst()
                .orElse("it is invalid")
                .replaceFirst("^FAILED: ", "")
                .replaceFirst("^parsing YAML file " + name + ": ", "")
                .replaceFirst("^" + name + ": ", "")
                .replaceFirst("^amtool: error: ", "");
    }

    private static Optional<Integer> line(String problem) {
        Matcher matcher = LINE.matcher(problem);
        if (!matcher.find()) {
            return Optional.empty();
        }
        return Optional.of(Integer.valueOf(matcher.group(1) != null ? matcher.group(1) : matcher.group(2)));
    }

    /** Alertmanager names no line: where the name that it complains about stands. */
    private static Optional<Integer> mentioned(String problem, List<String> lines) {
        Matcher quoted = QUOTED.matcher(problem);
        while (quoted.find()) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).contains(quoted.group(1))) {
                    return Optional.of(i + 1);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
