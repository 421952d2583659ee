package io.firedrill.scenarios.cli;

import io.firedrill.stacks.Endpoints;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A stack to look at. */
@Command(
        name = "up",
        description = {
            "Launches the stack and keeps it until Ctrl-C, for exploring: no traffic, no faults. Nothing is left of it"
                    + " afterwards."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  firedrill up",
            "  firedrill up --grafana --stack containers",
            "  firedrill up --config /path/to/firedrill.yaml --stack native --time-scale 1 --for 600"
        })
final class UpCommand implements Callable<Integer> {
    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--for", paramLabel = "SECONDS", description = "how long to keep it (default: until Ctrl-C)")
    private Optional<Long> seconds = Optional.empty();

    @Option(
            names = "--grafana",
            description = "with a Grafana in a container, which shows the workspace's dashboards and alert rules")
    private boolean grafana;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    UpCommand() {}

    @Override
    public Integer call() {
        Settings settings = options.settings(grafana ? Map.of("firedrill.grafana", "true") : Map.of());
        try (Stack stack = Stack.launch(Workspace.of(settings), settings, this::tell)) {
            lines(stack).forEach(this::tell);
            linger();
        }
        return ExitCode.KEPT.code();
    }

    private List<String> lines(Stack stack) {
        Endpoints at = stack.endpoints();
        List<String> lines = new ArrayList<>();
        at.entry().ifPresent(entry -> lines.add("entry           " + entry));
        lines.add("prometheus      " + at.prometheus());
        at.alertmanagers().forEach(each -> lines.add("%-15s %s".formatted(each.name(), each.base())));
        lines.add("%-15s %s".formatted(at.store().name().toLowerCase(Locale.ROOT), at.traces()));
        at.grafana().ifPresent(grafanaUrl -> lines.add("grafana         " + grafanaUrl));
        at.llmLogs().forEach(log -> lines.add("%-15s %s".formatted(log.kind().word(), log.base())));
        lines.add("folder          " + stack.folder());
        lines.add("everything runs " + stack.timeScale().factor() + " times as fast as written");
        lines.add(seconds.map(end -> "ends after " + end + " s, or with Ctrl-C").orElse("ends with Ctrl-C"));
        return lines;
    }

    private void linger() {
        try {
            Thread.sleep(seconds.map(Duration::ofSeconds)
                    .orElse(Duration.ofDays(365))
                    .toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while the stack was up", e);
        }
    }

    private void tell(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
