package io.firedrill.scenarios.synthesis;

import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.evidence.rule.RuleRoute;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is told, by the routes of a team's own Alertmanager. Immutable. */
final class Routes {
    private final RuleTools tools;
    private final AlertmanagerConfig config;
    private final Path plain;
    private final Map<String, List<String>> integrations;

    Routes(RuleTools tools, Path file) {
        this.tools = tools;
        this.config = AlertmanagerConfig.read(file);
        this.plain = config.plain().orElseGet(() -> translated(file));
        this.integrations = config.delivered();
    }

    /** Of all alerts that fired; empty if none did. */
    Optional<RuleRoute> of(Told told) {
        return of(told.alerts().stream().map(FiredAlert::labels).toList());
    }

    /** Of alerts with these labels; empty if there are none. */
    Optional<RuleRoute> of(List<Map<String, String>> alerts) {
        Set<String> receivers = new LinkedHashSet<>();
        alerts.forEach(labels -> receivers.addAll(tools.receivers(plain, labels)));
        return receivers.isEmpty()
                ? Optional.empty()
                : Optional.of(new RuleRoute(List.copyOf(receivers), integrations, config.fallback()));
    }

    private Path translated(Path file) {
        Path copy = tools.folder().resolve("alertmanager.yml");
        try {
            return Files.writeString(copy, config.translated().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(copy + " cannot be written for " + file, e);
        }
    }
}
