package io.firedrill.stacks.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrafanaReaderTest {
    private static final String DASHBOARD = """
            {"uid": "shop", "title": "Shop", "schemaVersion": 41, "panels": [{"id": 1, "type": "timeseries", "title": "Requests",
             "targets": [{"refId": "A", "expr": "rate(requests_total[$__rate_interval])"}]}]}
            """;
    private static final String RULES = """
            [{"id": 1, "uid": "r1", "orgID": 1, "folderUID": "f1", "ruleGroup": "web", "title": "Errors", "condition": "A",
              "data": [{"refId": "A", "datasourceUid": "p1", "model": {"expr": "errors > 1", "instant": true}}],
              "noDataState": "NoData", "execErrState": "Error", "for": "5m", "isPaused": false},
             {"id": 2, "uid": "r2", "orgID": 1, "folderUID": "f1", "ruleGroup": "web", "title": "Slow", "condition": "B",
              "data": [], "for": "5m", "isPaused": false}]
            """;

    @TempDir
    Path folder;

    private final GrafanaStandIn grafana = new GrafanaStandIn();

    @AfterEach
    void stop() {
        grafana.close();
    }

    private RemoteSystem system() throws IOException {
        return RemoteSystem.read(
                Files.writeString(
                        folder.resolve("staging.yaml"),
                        "remote: {grafana: {url: '" + grafana.url() + "', bearer: {env: TOKEN}}}"),
                name -> GrafanaStandIn.TOKEN);
    }

    private GrafanaReader.Found read() throws IOException {
        return GrafanaReader.read(
                system().endpoints().get(0), Duration.ofSeconds(15), Clock.systemUTC(), Duration.ofSeconds(5));
    }

    @Test
    void dashboards_are_read_with_what_their_panels_ask() throws IOException {
        grafana.dashboard("shop", DASHBOARD);

        assertThat(read().panels())
                .containsExactly(new PanelQuery("Shop", "Requests", "A", "rate(requests_total[60s])"));
        assertThat(read().unread()).isEmpty();
    }

    @Test
    void more_dashboards_than_a_hundred_are_left_alone_and_told() throws IOException {
        for (int i = 0; i < 102; i++) {
            grafana.dashboard("shop-" + i, DASHBOARD);
        }

        assertThat(read().panels()).hasSize(100);
        assertThat(read().unread()).containsExactly("2 of 102 dashboards, to spare it");
    }

    @Test
    void rules_are_read_and_those_that_cannot_fire_say_why() throws IOException {
        grafana.rules(RULES);

        assertThat(read().rules()).hasSize(2);
        assertThat(read().rules().get(0).query()).contains("(errors > 1) != 0");
        assertThat(read().rules().get(0).place()).isEqualTo("Errors");
        assertThat(read().rules().get(1).wrong()).isEqualTo("it looks at B, and has no query of that name");
    }

    @Test
    void rule_whose_evaluation_fails_cannot_fire() throws IOException {
        grafana.rules(RULES).state("web", "Errors", "error", "failed to execute query A: data source not found");

        assertThat(read().rules().get(0).wrong())
                .isEqualTo("its last evaluation failed: failed to execute query A: data source not found");

        grafana.state("web", "Errors", "ok", "");
        assertThat(read().rules().get(0).wrong()).isEmpty();
    }

    @Test
    void what_the_account_may_not_read_and_what_is_of_another_schema_is_told() throws IOException {
        grafana.dashboard("new", "{\"title\": \"New\", \"elements\": {}}")
                .forbidding("/api/v1/provisioning/alert-rules");

        assertThat(read().unread())
                .containsExactly(
                        "dashboard \"new\" is a dashboard of Grafana's schema v2; export it in the classic format",
                        grafana.url() + "/api/v1/provisioning/alert-rules answered 403 Client Error");
        assertThat(read().rules()).isEmpty();
    }

    @Test
    void doctor_counts_rules_and_contact_points_and_knows_the_one_that_is_nobodys() throws IOException {
        grafana.rules(RULES).contacts("""
                [{"uid": "c1", "name": "email receiver", "type": "email", "settings": {"addresses": "<example@email.com>"}},
                 {"uid": "c2", "name": "pager", "type": "pagerduty", "settings": {}}]
                """);

        assertThat(new Examiner(Clock.systemUTC(), Duration.ofSeconds(5))
                        .examine(system())
                        .endpoints()
                        .get(0)
                        .questions())
                .extracting(Question::topic, Question::told)
                .contains(
                        tuple("alert rules", "2 alert rules"),
                        tuple("contact points", "2 contact points, 1 of them tells example@email.com"));
    }
}
