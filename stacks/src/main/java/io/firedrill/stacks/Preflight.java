package io.firedrill.stacks;

import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.workspace.Monitoring;
import io.firedrill.stacks.workspace.PrometheusConfig;
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
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds an invalid rule file or configuration before anything is launched, with the tools' own checkers, on the user's
 * own files. Confined.
 */
final class Preflight {
    private static final String FAILED = "FAILED:";
    private static final Pattern POSITION = Pattern.compile("^(?:yaml: )?(?:line )?(\\d+):(?:\\d+:)? ");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private static final int SIDE_BY_SIDE = 4;

    private final Platform platform;

    Preflight(Platform platform) {
        this.platform = platform;
    }

    void check(Monitoring monitoring, PrometheusConfig prometheus) {
        List<Supplier<Optional<String>>> checks = new ArrayList<>();
        checks.add(() -> problem("promtool", List.of("check", "config", "--syntax-only"), monitoring.prometheus()));
        for (Path rules : prometheus.ruleFiles()) {
            checks.add(() -> problem("promtool", List.of("check", "rules", "--lint=none"), rules));
        }
        checks.add(() -> problem("amtool", List.of("check-config"), monitoring.alertmanager()));
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
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.resolve("..").normalize();
        List<String> words = Stream.concat(arguments.stream(), Stream.of(absolute.toString()))
                .toList();
        Platform.Outcome outcome = platform.run(tool, words, folder);
        return outcome.exitCode() == 0
                ? Optional.empty()
                : Optional.of(message(tool, file, outcome.output(), lines(file)));
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
                .map(found -> found.group(1))
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
