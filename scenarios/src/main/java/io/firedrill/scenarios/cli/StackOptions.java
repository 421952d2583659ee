package io.firedrill.scenarios.cli;

import io.firedrill.stacks.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which stack is launched, for the commands that launch one. Confined. */
final class StackOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "the workspace (default: the shipped one)")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--stack", paramLabel = "MODE", description = "auto, containers or native")
    private Optional<String> stack = Optional.empty();

    @Option(
            names = "--time-scale",
            paramLabel = "FACTOR",
            description = "how many times as fast as written everything runs (default: as the workspace says)")
    private Optional<String> timeScale = Optional.empty();

    /** Made by picocli. */
    StackOptions() {}

    /** Those of the environment, with what was asked for laid over them. */
    Settings settings() {
        return settings(Map.of());
    }

    Settings settings(Map<String, String> more) {
        Map<String, String> values = new HashMap<>();
        config.ifPresent(file -> values.put("firedrill.config", file.toString()));
        stack.ifPresent(mode -> values.put("firedrill.stack", mode));
        timeScale.ifPresent(factor -> values.put("firedrill.time-scale", factor));
        values.putAll(more);
        return Settings.current().with(values);
    }
}
