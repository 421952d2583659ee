package io.firedrill.stacks;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.Monitoring;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds an invalid rule file or configuration before anything is launched, with the tools' own checkers, on the user's
 * own files. Confined.
 */
final class Preflight {
    private static final String FAILED = "FAILED:";
    private static final Pattern POSITION = Pattern.compile("^(?:yaml: )?(?:line )?(\\d+):(?:\\d+:)? ");
    /** In double quotes, or a regular expression as Alertmanager anchors it. */
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"|`\\^\\(\\?:(.+)\\)\\$`");

    private static final int SIDE_BY_SIDE = 4;

    private static final List<String> RULES = List.of("check", "rules", "--lint=none");
    private static final List<String> ALERTMANAGER = List.of("check-config");

    private final Platform platform;
    private final Path scratch;

    /** {@code scratch} is where what is translated from objects of the Prometheus operator may be written. */
    Preflight(Platform platform, Path scratch) {
        this.platform = platform;
        this.scratch = scratch;
    }

    void check(Monitoring monitoring, WorkspaceRules rules, AlertmanagerConfig alertmanager) {
        List<Supplier<Optional<String>>> checks = new ArrayList<>();
        checks.add(() -> problem("promtool", List.of("check", "config", "--syntax-only"), monitoring.prometheus()));
        for (RuleFile each : rules.files()) {
            checks.add(() -> each.extracted()
                    .map(text -> problem("promtool", RULES, each.file(), text))
                    .orElseGet(() -> problem("promtool", RULES, each.file())));
        }
        alertmanager.plain().ifPresent(file -> checks.add(() -> problem("amtool", ALERTMANAGER, file)));
        alertmanager.translated().ifPresent(text -> checks.add(() -> translated(monitoring, text)));
        sideBySide(checks).stream().flatMap(Optional::stream).findFirst().ifPresent(problem -> {
            throw new StackException(problem);
        });
    }

    /** In containers each takes a noticeable while. */
    private static List<Optional<String>> sideBySide(List<Supplier<Optional<String>>> checks) {
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            List<CompletableFuture<Optional<String>>> running = checks.stream()
                    .map(check -> CompletableFuture.supplyAsync(check, pool))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : e;
        } finally {
            pool.shutdownNow();
        }
    }

    private Optional<String> problem(String tool, List<String> arguments, Path file) {
        Platform.Outcome outcome = run(tool, arguments, file);
        return outcome.exitCode() == 0
                ? Optional.empty()
                : Optional.of(message(tool, file, outcome.output(), lines(file)));
    }

    /** Rules out of an object of the operator: the copy has the lines of the user's file. */
    private Optional<String> problem(String tool, List<String> arguments, Path file, String text) {
        return checked(
                tool,
                arguments,
                text,
                (copy, output) -> message(tool, copy, output, lines(file)).replace(copy.toString(), file.toString()));
    }

    /** Lines of the translation are nobody's: what is complained about is looked for in what it was translated from. */
    private Optional<String> translated(Monitoring monitoring, String text) {
        return checked("amtool", ALERTMANAGER, text, (copy, output) -> {
            String problem = POSITION.matcher(problem(copy, output)).replaceFirst("");
            return place(monitoring.alertmanager(), problem)
                    + ": joined as the Prometheus operator does, this is refused: " + problem + " (amtool)";
        });
    }

    private static String place(List<Path> files, String problem) {
        return files.stream()
                .flatMap(file -> mentioned(problem, lines(file)).map(line -> file + ":" + line).stream())
                .findFirst()
                .orElseGet(() -> files.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }

    private Optional<String> checked(
            String tool, List<String> arguments, String text, BiFunction<Path, String, String> message) {
        try {
            Path folder = Files.createTempDirectory(scratch, "preflight");
            Path copy = Files.writeString(folder.resolve("copy.yml"), text);
            Platform.Outcome outcome = run(tool, arguments, copy);
            Files.delete(copy);
            Files.delete(folder);
            return outcome.exitCode() == 0 ? Optional.empty() : Optional.of(message.apply(copy, outcome.output()));
        } catch (IOException e) {
            throw new StackException(scratch + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Platform.Outcome run(String tool, List<String> arguments, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        List<String> words = Stream.concat(arguments.stream(), Stream.of(absolute.toString()))
                .toList();
        return platform.run(tool, words, absolute.resolve("..").normalize());
    }

    /** One line: the user's file, the line in it, and what the tool says. */
    static String message(String tool, Path file, String output, List<String> lines) {
        String problem = problem(file, output);
        Matcher positioned = POSITION.matcher(problem);
        if (positioned.find()) {
            return file + ":" + positioned.group(1) + ": " + positioned.replaceFirst("") + " (" + tool + ")";
        }
        String line = mentioned(problem, lines).map(number -> ":" + number).orElse("");
        return file + line + ": " + problem + " (" + tool + ")";
    }

    /** The first complaint; the tools put it behind, or below, the word FAILED. */
    private static String problem(Path file, String output) {
        String name = Pattern.quote(file.toAbsolutePath().normalize().toString());
        return output.substring(Math.max(0, output.indexOf(FAILED)))
                .lines()
                .map(line -> line.strip()
                        .replaceFirst("^" + FAILED + "\\s*", "")
                        .replaceFirst("^parsing YAML file ", "")
                        .replaceFirst("^" + name + ": ", ""))
                .filter(line -> !line.isEmpty() && !line.endsWith("unmarshal errors:"))
                .findFirst()
                .orElse("it is invalid");
    }

    /** Where no line is named: where the longest of the words that are quoted stands. */
    private static Optional<Integer> mentioned(String problem, List<String> lines) {
        return QUOTED.matcher(problem)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .sorted(Comparator.comparing(String::length).reversed())
                .map(word -> Pattern.compile("(?<![\\w-])" + Pattern.quote(word) + "(?![\\w-])"))
                .flatMap(word -> IntStream.range(0, lines.size())
                        .filter(i -> word.matcher(lines.get(i)).find())
                        .mapToObj(i -> i + 1))
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
