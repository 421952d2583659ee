package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.stacks.observe.FailedSending;
import io.firedrill.stacks.observe.SeriesAccess;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.promql.PromqlText;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What drills of rules take of Prometheus, promtool, amtool and Alertmanager, wherever they run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RuleToolsContract {
    private static final Duration TICK = Duration.ofMillis(250);

    private RuleTools tools;
    private Path folder;

    abstract Settings settings();

    @BeforeAll
    void launch() throws IOException {
        tools = RuleTools.launch(settings(), true, line -> {});
        folder = Files.createDirectories(tools.folder().resolve("contract"));
    }

    @AfterAll
    void end() {
        tools.close();
    }

    @Test
    void expression_is_understood_as_prometheus_does() {
        assertThat(PromqlText.of(tools.parse("sum by(job)(up)>1"))).isEqualTo("sum by (job) (up) > 1");
    }

    @Test
    void promtool_writes_its_report_where_a_run_made_room_for_it() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), "groups: [{name: g, rules: [{alert: Loud, expr: 'loud > 1'}]}]");
        Path test = Files.writeString(folder.resolve("test.yml"), """
                rule_files: [rules.yml]
                tests:
                  - interval: 1m
                    input_series: [{series: loud, values: '2x5'}]
                    alert_rule_test: [{eval_time: 3m, alertname: Loud, exp_alerts: []}]
                """);
        Path report = Files.createFile(folder.resolve("report.xml"));

        Platform.Outcome outcome =
                tools.promtool(List.of("test", "rules", "--junit=" + report, test.toString()), folder);

        assertThat(outcome.exitCode()).as(outcome.output()).isEqualTo(1);
        assertThat(report).content().contains("<testsuite", "alertname: Loud");
    }

    @Test
    void routes_are_those_that_amtool_names() throws IOException {
        assertThat(tools.receivers(alertmanager(), Map.of("alertname", "Loud", "team", "pay")))
                .containsExactly("oncall");
        assertThat(tools.receivers(alertmanager(), Map.of("alertname", "Loud"))).containsExactly("everyone");
    }

    @Test
    void live_chain_delivers_what_is_made_up_with_its_own_labels_alone() throws IOException {
        String rules = """
                groups:
                  - name: g
                    rules: [{alert: Loud, expr: 'loud > 1', labels: {team: pay, firedrill_drill: "7"}}]
                """;
        LiveChain.Plan plan =
                new LiveChain.Plan(rules, TICK, AlertmanagerConfig.read(alertmanager()), new TimeScale(150));
        try (LiveChain chain = tools.chain(plan, now -> "loud{fd_l_job=\"api\"} 2\nquiet 0\n")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !told(chain).isEmpty());

            Notification first = told(chain).get(0);
            assertThat(first.receiver()).isEqualTo("oncall");
            assertThat(first.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.labels())
                            .isEqualTo(Map.of("alertname", "Loud", "job", "api", "team", "pay")));
            Instant now = Instant.now();
            SeriesAccess series = new SeriesAccess(chain.prometheus());
            assertThat(series.has("quiet{job=\"\", instance=\"\"}", now.minusSeconds(60), now))
                    .isTrue();
            assertThat(series.has("loud{job=\"other\"}", now.minusSeconds(60), now))
                    .isFalse();
            assertThat(series.range("loud", now.minusSeconds(1), now, TICK)).hasSize(1);
            assertThat(FailedSending.of(chain.alertmanager())).isEmpty();
        }
    }

    private static List<Notification> told(LiveChain chain) {
        return chain.inbox().notifications(Instant.EPOCH, Instant.EPOCH, Instant.now());
    }

    private Path alertmanager() throws IOException {
        return Files.writeString(folder.resolve("alertmanager.yml"), """
                route:
                  receiver: everyone
                  group_by: [alertname]
                  routes: [{matchers: ['team="pay"'], receiver: oncall}]
                receivers:
                  - name: everyone
                  - name: oncall
                    webhook_configs: [{url: 'http://example.com/'}]
                """);
    }
}
