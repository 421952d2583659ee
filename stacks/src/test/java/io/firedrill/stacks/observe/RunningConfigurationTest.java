package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Receiver.Integration;
import io.firedrill.evidence.alert.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunningConfigurationTest {
    private static final String ALERTMANAGER = """
            route:
              receiver: default
              group_by:
              - job
              continue: false
              routes:
              - receiver: oncall
                group_by:
                - '...'
                matchers:
                - severity="page"
                continue: true
                routes:
                - matchers:
                  - team="x"
                  continue: false
                  group_wait: 1m30s
                mute_time_intervals: [nights, weekends]
                active_time_intervals: [summer]
              - receiver: watchdog
                match:
                  severity: none
                match_re:
                  job: a.*
                continue: false
                repeat_interval: 1h
              group_wait: 600ms
              group_interval: 2s
            receivers:
            - name: default
              webhook_configs:
              - url: <secret>
            """;

    @Test
    void receivers_come_with_their_integrations_and_whether_these_tell_the_end() {
        String config = """
                receivers:
                - name: oncall
                  slack_configs:
                  - channel: a
                  - channel: b
                    send_resolved: true
                  pagerduty_configs:
                  - routing_key: <secret>
                  email_configs:
                  - to: a@example.com
                  webhook_configs:
                  - send_resolved: false
                - name: nobody
                """;

        assertThat(RunningConfiguration.receivers(config))
                .containsExactly(
                        new Receiver(
                                "oncall",
                                List.of(
                                        new Integration("slack", false),
                                        new Integration("slack", true),
                                        new Integration("pagerduty", true),
                                        new Integration("email", false),
                                        new Integration("webhook", false))),
                        new Receiver("nobody", List.of()));
    }

    @Test
    void routes_come_children_first_with_what_they_inherit() {
        List<Route> routes = RunningConfiguration.routes(ALERTMANAGER);

        Duration wait = Duration.ofMillis(600);
        Duration interval = Duration.ofSeconds(2);
        Duration repeat = Duration.ofHours(4);
        assertThat(routes)
                .containsExactly(
                        new Route(
                                "oncall",
                                List.of("severity=\"page\"", "team=\"x\""),
                                List.of("..."),
                                Duration.ofSeconds(90),
                                interval,
                                repeat),
                        new Route(
                                "oncall",
                                List.of("severity=\"page\""),
                                List.of("..."),
                                wait,
                                interval,
                                repeat,
                                List.of("nights", "weekends"),
                                List.of("summer")),
                        new Route(
                                "watchdog",
                                List.of("severity=\"none\"", "job=~\"a.*\""),
                                List.of("job"),
                                wait,
                                interval,
                                Duration.ofHours(1)),
                        new Route("default", List.of(), List.of("job"), wait, interval, repeat));
    }

    @Test
    void bare_root_has_the_defaults_of_alertmanager() {
        assertThat(RunningConfiguration.routes("route:\n  receiver: all\n"))
                .containsExactly(new Route(
                        "all",
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(5),
                        Duration.ofHours(4)));
    }

    @Test
    void intervals_are_read_from_the_global_section() {
        String yaml = "global:\n  scrape_interval: 100ms\n  evaluation_interval: 1m30s\n";

        assertThat(RunningConfiguration.interval(yaml, "scrape_interval")).isEqualTo(Duration.ofMillis(100));
        assertThat(RunningConfiguration.interval(yaml, "evaluation_interval")).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void missing_parts_are_named() {
        assertThatThrownBy(() -> RunningConfiguration.interval("global: {}", "scrape_interval"))
                .hasMessage("Prometheus reports no global.scrape_interval in /api/v1/status/config");
        assertThatThrownBy(() -> RunningConfiguration.routes("receivers: []"))
                .hasMessage("Alertmanager reports no route in /api/v2/status");
        assertThatThrownBy(() -> RunningConfiguration.routes("a: [")).hasMessageContaining("is no YAML");
    }
}
