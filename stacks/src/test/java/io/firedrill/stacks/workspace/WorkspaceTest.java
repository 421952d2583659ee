package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkspaceTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void copyReference() {
        file = ReferenceWorkspace.copyTo(folder);
    }

    @Test
    void shipped_workspace_says_what_is_watched() {
        Workspace workspace = Workspace.read(folder);

        assertThat(workspace.system().services())
                .extracting(Service::name)
                .containsExactly("gateway", "inference", "provider", "helicone", "langsmith", "database", "workers");
        assertThat(workspace.system().links())
                .extracting(Link::name)
                .containsExactly(
                        "gateway->inference",
                        "inference->database",
                        "inference->provider",
                        "inference->helicone",
                        "helicone->provider",
                        "inference->sentry");
        assertThat(workspace.system().service("database"))
                .map(Service::launch)
                .contains(new Service.Launch.Postgres("pipeline"));
        assertThat(workspace.stack().timeScale()).isEqualTo(new TimeScale(50));
        assertThat(workspace.silences())
                .containsExactly(
                        folder.resolve("silences/inference-maintenance.json"),
                        folder.resolve("silences/workers-deployment.json"));
        assertThat(workspace.budgets().alert("TargetDown"))
                .contains(new Budgets.AlertBudget(Duration.ofSeconds(150), Duration.ofMinutes(7)));
        assertThat(workspace.budgets().llm().prices())
                .containsEntry("drill-small", new Budgets.Price(new BigDecimal("0.15"), new BigDecimal("0.60")));
        assertThat(workspace.budgets().llm().content()).isEmpty();
        assertThat(workspace.folder()).isEqualTo(folder);
    }

    @Test
    void flags_are_scaled_and_the_rest_are_the_defaults() {
        Monitoring monitoring = Workspace.read(folder).monitoring();

        assertThat(monitoring.prometheusFlags().arguments(new TimeScale(50)))
                .containsExactly(
                        "--rules.alert.for-grace-period=1200ms",
                        "--rules.alert.for-outage-tolerance=72s",
                        "--rules.alert.resend-delay=1200ms");
        assertThat(monitoring.alertmanagerFlags().arguments(TimeScale.REAL_TIME))
                .contains("--data.maintenance-interval=60s", "--dispatch.start-delay=75s");
        assertThat(Flags.ALERTMANAGER.arguments(new TimeScale(50)))
                .containsExactly(
                        "--cluster.gossip-interval=4ms",
                        "--cluster.peer-timeout=1s",
                        "--cluster.peers-resolve-timeout=300ms",
                        "--cluster.pushpull-interval=1200ms",
                        "--cluster.reconnect-interval=200ms",
                        "--cluster.settle-timeout=1200ms",
                        "--data.maintenance-interval=18s",
                        "--dispatch.start-delay=0s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "time-scale: 50 | time-scael: 50 | key 'stack.time-scael' is unknown; did you mean 'time-scale'?",
                "time-scale: 50 | time-scale: fast | key 'stack.time-scale' must be a number, but was 'fast'",
                "time-scale: 50 | time-scale: 0.5 | key 'stack.time-scale' is impossible: time-scale must be between 1"
                        + " and 10000, but was 0.5",
                "mode: auto | mode: natives | key 'stack.mode' names no mode; did you mean 'native'?",
                "agent: true | agent: perhaps | key 'system.services.gateway.agent' must be true or false, but was 'perhaps'",
                "entry: gateway | entry: gatewey | key 'system.entry' names no service: 'gatewey'; did you mean"
                        + " 'gateway'?",
                "gateway->inference: | gateway->inferense: | names no service: 'inferense'; did you mean 'inference'?",
                "gateway->inference: | gateway: | key 'system.links.gateway' must be written as caller->callee",
                "detection: 4m | detection: soon | key 'budgets.alerts.HighRequestLatency.detection' must be a duration such"
                        + " as 90s, 5m or 1h30m, but was 'soon'",
                "sampling: 1 | sampling: 10 | key 'budgets.traces.sampling' must be above 0 and at most 1, but was 10",
                "for-grace-period=1m | for-grace-period=soon | key 'monitoring.prometheus-flags' must hold flags such as --name=5m,"
                        + " but holds '--rules.alert.for-grace-period=soon'",
                "--dispatch.start-delay=75s | --dispatch.start-dela=75s | key 'monitoring.alertmanager-flags' names"
                        + " --dispatch.start-dela, which is not among those a drill can take over:"
                        + " --cluster.gossip-interval, --cluster.peer-timeout, --cluster.peers-resolve-timeout,"
                        + " --cluster.pushpull-interval, --cluster.reconnect-interval, --cluster.settle-timeout,"
                        + " --data.maintenance-interval, --dispatch.start-delay; did you mean 'dispatch.start-delay'?",
                "input: 0.15 | input: cheap | key 'budgets.llm.prices.drill-small.input' must be a number, but was 'cheap'",
                "at-most: 600 | at-most: [600] | key 'system.warm-up.at-most' must be a single value, but was a list",
                "env: [{]INFERENCE_URL.* | env: 7 | key 'system.links.gateway->inference.env' must hold keys and values, but was"
                        + " '7'",
            })
    void mistake_is_one_line_with_file_line_and_key(String right, String wrong, String expected) throws IOException {
        int line = lineOf(right.replaceAll("\\[|\\]|\\.\\*", ""));
        edit(text -> text.replaceFirst(right, wrong == null ? "" : wrong));

        assertThatThrownBy(() -> Workspace.read(file))
                .isInstanceOf(StackException.class)
                .message()
                .startsWith(file + ":" + line + ": key '")
                .contains(expected)
                .doesNotContain("\n");
    }

    @Test
    void missing_key_is_named_with_the_line_of_its_section() throws IOException {
        int line = lineOf("  prometheus: prometheus.yml");
        edit(text -> text.replace("  collector: collector.yaml", ""));

        assertThatThrownBy(() -> Workspace.read(file))
                .hasMessage(file + ":" + line + ": key 'monitoring.collector' is missing; add it");
    }

    @Test
    void service_that_nobody_knows_how_to_start_is_refused() throws IOException {
        edit(text -> text.replace("postgres: pipeline", "postgras: pipeline"));

        assertThatThrownBy(() -> Workspace.read(file))
                .message()
                .contains(
                        "key 'system.services.database.main' is one of main, command and postgres; write exactly one");
    }

    @Test
    void missing_file_is_named_with_the_line_that_names_it() throws IOException {
        int line = lineOf("  prometheus: prometheus.yml");
        edit(text -> text.replace("prometheus: prometheus.yml", "prometheus: prom.yml"));

        assertThatThrownBy(() -> Workspace.read(file))
                .hasMessage(file + ":" + line + ": key 'monitoring.prometheus' names " + folder.resolve("prom.yml")
                        + ", but there is no such file");
    }

    @Test
    void missing_workspace_is_named() {
        Path missing = folder.resolve("nowhere.yaml");

        assertThatThrownBy(() -> Workspace.read(missing))
                .isInstanceOf(StackException.class)
                .hasMessage(missing + ": there is no such file; correct the path or create it");
    }

    @Test
    void invalid_yaml_is_named_with_its_line() throws IOException {
        Files.writeString(file, "stack:\n  mode: 'auto\nmonitoring: {}\n");

        assertThatThrownBy(() -> Workspace.read(file))
                .isInstanceOf(StackException.class)
                .message()
                .matches("\\Q" + file + "\\E:\\d+: this is not valid YAML: .*");
    }

    @Test
    void empty_file_is_named() throws IOException {
        Files.writeString(file, "# nothing\n");

        assertThatThrownBy(() -> Workspace.read(file)).hasMessage(file + ": the file is empty");
    }

    @Test
    void key_written_twice_is_refused() throws IOException {
        int line = lineOf("  mode: auto") + 1;
        edit(text -> text.replace("  mode: auto\n", "  mode: auto\n  mode: native\n"));

        assertThatThrownBy(() -> Workspace.read(file))
                .hasMessage(file + ":" + line + ": key 'stack.mode' is written twice; keep one");
    }

    @Test
    void scaled_variable_that_is_no_time_is_refused() throws IOException {
        edit(text -> text.replace("postgres: pipeline", "postgres: pipeline\n      scaled: [POSTGRES_USER]"));

        assertThatThrownBy(() -> Workspace.read(file)).message().contains("scaled' names 'POSTGRES_USER', but its");
    }

    @Test
    void settings_win_over_the_file() {
        Properties properties = new Properties();
        properties.setProperty("firedrill.stack", "native");
        properties.setProperty("firedrill.time-scale", "10");
        properties.setProperty("firedrill.image.prometheus", "my/prom:1");
        properties.setProperty("firedrill.bin.promtool", "/opt/promtool");
        properties.setProperty("firedrill.port.prometheus", "9090");

        StackOptions options = Workspace.read(file)
                .with(Settings.of(properties, Map.of("FIREDRILL_STACK", "containers")))
                .stack();

        assertThat(options.mode()).isEqualTo("native");
        assertThat(options.timeScale()).isEqualTo(new TimeScale(10));
        assertThat(options.images()).containsEntry("prometheus", "my/prom:1");
        assertThat(options.binaries()).containsEntry("promtool", Path.of("/opt/promtool"));
        assertThat(options.ports()).containsEntry("prometheus", 9090);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "firedrill.stack | nativ | firedrill.stack: there is no mode 'nativ'; did you mean 'native'?",
                "firedrill.time-scale | fast | firedrill.time-scale must be a number, but was 'fast'",
                "firedrill.time-scale | 0 | firedrill.time-scale: time-scale must be between 1 and 10000, but was 0.0",
                "firedrill.port.jaeger | 70000 | firedrill.port.jaeger: port must be between 1 and 65535, but was 70000",
            })
    void impossible_setting_is_named(String name, String value, String expected) {
        Workspace workspace = Workspace.read(file);
        Settings settings = new Settings(Map.of(name, value));

        assertThatThrownBy(() -> workspace.with(settings))
                .isInstanceOf(StackException.class)
                .hasMessage(expected);
    }

    @Test
    void workspace_named_by_the_settings_is_read() {
        Settings settings = new Settings(Map.of("firedrill.config", file.toString()));

        assertThat(Workspace.of(settings).file()).isEqualTo(file);
    }

    @Test
    void command_and_plain_service_are_read() throws IOException {
        Files.writeString(file, """
                monitoring: {prometheus: prometheus.yml, alertmanager: alertmanager.yml, collector: collector.yaml}
                system:
                  entry: shop
                  services:
                    shop:
                      command: [./shop, --verbose]
                      port-variable: HTTP_PORT
                      env: {TIMEOUT: 5s}
                      scaled: TIMEOUT
                """);

        Service shop = Workspace.read(file).system().services().get(0);

        assertThat(shop.launch()).isEqualTo(new Service.Launch.Command(List.of("./shop", "--verbose")));
        assertThat(shop.portVariable()).isEqualTo("HTTP_PORT");
        assertThat(shop.scaled()).containsExactly("TIMEOUT");
        assertThat(shop.agent()).isFalse();
    }

    private int lineOf(String text) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(text);
        return (int) content.substring(0, content.indexOf(text)).lines().count()
                + (content.charAt(content.indexOf(text) - 1) == '\n' ? 1 : 0);
    }

    private void edit(UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file);
        String after = change.apply(before);
        assertThat(after).as("the edit must change something").isNotEqualTo(before);
        Files.writeString(file, after);
    }
}
