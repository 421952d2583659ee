package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.DeliveryTargets;
import io.firedrill.stacks.workspace.Monitoring;
import io.firedrill.stacks.workspace.RuleFile;
import io.firedrill.stacks.workspace.TimeScale;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What objects of the Prometheus operator become, before the real promtool and amtool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorWorkspaceIT {
    private static final Path WORKSPACE = Path.of("src/test/resources/operator");

    private static final DeliveryTargets NOWHERE = new DeliveryTargets() {
        @Override
        public String http(String integration, String receiver) {
            return "http://localhost:9/" + integration;
        }

        @Override
        public String smarthost() {
            return "localhost:9";
        }
    };

    private Run run;
    private Platform platform;

    @TempDir
    Path folder;

    @BeforeAll
    void start() {
        run = Run.begin(line -> {});
        platform = run.natively(Map.of(), Map.of());
        platform.prepare(List.of(component("prometheus"), component("alertmanager")));
    }

    @AfterAll
    void stop() {
        run.close();
    }

    @Test
    void translation_is_accepted_by_the_tools_of_prometheus_and_alertmanager() {
        check(WORKSPACE);
    }

    @Test
    void copies_for_a_run_are_accepted_too() throws IOException {
        Monitoring monitoring = Workspace.read(WORKSPACE).monitoring();
        TimeScale scale = new TimeScale(50);

        for (RuleFile rules : WorkspaceRules.read(monitoring).files()) {
            assertAccepted("promtool", List.of("check", "rules"), rules.rewritten(scale));
        }
        assertAccepted(
                "amtool",
                List.of("check-config"),
                AlertmanagerConfig.read(monitoring.alertmanager()).rewritten(scale, NOWHERE, "/run/events.jsonl"));
    }

    @Test
    void complaint_about_a_rule_names_the_line_in_the_object() throws IOException {
        assertRefused(
                "rules/payments.yaml",
                "up{namespace=\"payments\"} == 0",
                "up{namespace=\"payments\" == 0",
                "rules/payments.yaml:32: group \"availability\", rule 2, \"PaymentsDown\": could not parse expression");
        assertRefused(
                "rules/payments.yaml",
                "keep_firing_for: 2m",
                "keep_fireing_for: 2m",
                "rules/payments.yaml:35: field keep_fireing_for not found");
    }

    @Test
    void complaint_about_a_route_names_the_object_it_came_from() throws IOException {
        assertRefused(
                "payments.yaml",
                "value: warning|info",
                "value: warning|(info",
                "payments.yaml:26: joined as the Prometheus operator does, this is refused: ");
    }

    private void assertRefused(String name, String written, String broken, String problem) throws IOException {
        Path copy = Files.createTempDirectory(folder, "copy");
        copyTo(copy);
        Path file = copy.resolve(name);
        Files.writeString(file, Files.readString(file).replace(written, broken));

        assertThatThrownBy(() -> check(copy))
                .isInstanceOf(StackException.class)
                .message()
                .startsWith(copy + "/" + problem);
    }

    private void check(Path workspace) {
        Monitoring monitoring = Workspace.read(workspace).monitoring();
        new Preflight(platform, run.folder())
                .check(monitoring, WorkspaceRules.read(monitoring), AlertmanagerConfig.read(monitoring.alertmanager()));
    }

    private void assertAccepted(String tool, List<String> arguments, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("copy.yml"), text);
        Platform.Outcome outcome = platform.run(
                tool,
                Stream.concat(arguments.stream(), Stream.of(file.toString())).toList(),
                folder);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    /** Only their tools are run. */
    static ComponentSpec component(String name) {
        return new ComponentSpec(
                name,
                new Program.Tool(name, name),
                List.of(),
                Map.of(),
                place -> List.of(),
                place -> Map.of(),
                Readiness.http("web", "/"),
                VersionQuery.http("web", "/", "()"),
                Set.of());
    }

    private static void copyTo(Path target) throws IOException {
        Files.walkFileTree(WORKSPACE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path copy = target.resolve(WORKSPACE.relativize(file));
                Files.createDirectories(copy.resolve("..").normalize());
                Files.copy(file, copy);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
