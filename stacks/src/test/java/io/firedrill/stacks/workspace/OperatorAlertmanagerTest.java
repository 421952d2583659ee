package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.inbox.Carried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorAlertmanagerTest {
    private static final Path WORKSPACE = Path.of("src/test/resources/operator");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void routes_of_the_objects_stand_before_those_of_the_file_in_the_order_of_their_names() throws IOException {
        JsonNode route = written(shipped()).path("route");

        assertThat(route.path("receiver").asText()).isEqualTo("Default");
        assertThat(route.path("routes").findValuesAsText("receiver"))
                .containsExactly(
                        "monitoring/platform/hook",
                        "payments/payments/chat",
                        "payments/payments/oncall",
                        "payments/payments/mail",
                        "Watchdog");
    }

    @Test
    void top_route_is_bound_to_its_namespace_and_passes_on() throws IOException {
        JsonNode routes = written(shipped()).at("/route/routes");

        assertThat(routes.at("/0/matchers").toString())
                .isEqualTo("[\"alertname=~\\\"Kube.*\\\"\",\"cluster=\\\"a\\\\\\\"b\\\\\\\\c\\\"\","
                        + "\"namespace=\\\"monitoring\\\"\"]");
        assertThat(routes.at("/0/continue").asBoolean()).isTrue();
        JsonNode payments = routes.at("/1");
        assertThat(payments.at("/matchers").toString()).isEqualTo("[\"namespace=\\\"payments\\\"\"]");
        assertThat(payments.at("/continue").asBoolean()).isTrue();
        assertThat(payments.at("/group_by").toString()).isEqualTo("[\"alertname\",\"job\"]");
        assertThat(payments.at("/group_wait").asText()).isEqualTo("200ms");
        assertThat(payments.at("/group_interval").asText()).isEqualTo("2400ms");
    }

    @Test
    void child_routes_keep_their_own_matchers_and_name_intervals_by_their_full_names() throws IOException {
        JsonNode routes = written(shipped()).at("/route/routes/1/routes");

        assertThat(routes.at("/0").toString())
                .isEqualTo("{\"receiver\":\"payments/payments/oncall\",\"matchers\":[\"severity=\\\"critical\\\"\"],"
                        + "\"mute_time_intervals\":[\"payments/payments/maintenance\"],\"continue\":true}");
        assertThat(routes.at("/1").toString())
                .isEqualTo("{\"receiver\":\"payments/payments/mail\",\"matchers\":[\"severity=~\\\"warning|info\\\"\"],"
                        + "\"active_time_intervals\":[\"payments/payments/office-hours\"]}");
    }

    @Test
    void time_intervals_have_the_words_of_alertmanager() throws IOException {
        assertThat(written(shipped()).at("/time_intervals/2").toString())
                .isEqualTo("{\"name\":\"payments/payments/office-hours\",\"time_intervals\":[{"
                        + "\"times\":[{\"start_time\":\"08:00\",\"end_time\":\"18:00\"}],"
                        + "\"weekdays\":[\"monday:friday\"],\"days_of_month\":[\"1:-1\"],"
                        + "\"months\":[\"january:december\"],\"years\":[\"2020:2040\"]}]}");
    }

    @Test
    void inhibition_is_bound_to_the_namespace_at_both_ends_also_of_an_object_without_a_route() throws IOException {
        JsonNode rules = written(shipped()).path("inhibit_rules");

        assertThat(rules).hasSize(3);
        assertThat(rules.at("/1").toString())
                .isEqualTo(
                        "{\"source_matchers\":[\"alertname=\\\"InfoInhibitor\\\"\",\"namespace=\\\"monitoring\\\"\"],"
                                + "\"target_matchers\":[\"severity=\\\"info\\\"\",\"namespace=\\\"monitoring\\\"\"],"
                                + "\"equal\":[\"namespace\"]}");
    }

    @Test
    void slack_is_translated_whole_and_an_empty_text_is_none() throws IOException {
        assertThat(receiver("chat").at("/slack_configs/0").toString())
                .isEqualTo("{\"send_resolved\":true,\"channel\":\"#payments\","
                        + "\"title\":\"{{ .CommonLabels.alertname }}\","
                        + "\"fields\":[{\"title\":\"Team\",\"value\":\"payments\",\"short\":true}],"
                        + "\"icon_url\":\"https://example.com/icon.png\",\"mrkdwn_in\":[\"text\"],"
                        + "\"actions\":[{\"type\":\"button\",\"text\":\"Runbook\","
                        + "\"url\":\"{{ (index .Alerts 0).Annotations.runbook_url }}\","
                        + "\"confirm\":{\"text\":\"Really\",\"ok_text\":\"Yes\",\"dismiss_text\":\"No\"}}],"
                        + "\"api_url\":\"http://inbox/slack/payments/payments/chat\","
                        + "\"callback_id\":\"firedrill:" + escaped(Carried.TEMPLATE) + "\"}");
    }

    @Test
    void pagerduty_is_translated_whole_and_opsgenie_is_left_out_by_name() throws IOException {
        JsonNode receiver = receiver("oncall");

        assertThat(receiver.has("opsgenie_configs")).isFalse();
        JsonNode pager = receiver.at("/pagerduty_configs/0");
        assertThat(pager.at("/routing_key").asText()).isEqualTo(Carried.PLACEHOLDER);
        assertThat(pager.at("/client_url").asText()).isEqualTo("https://alertmanager.example.com");
        assertThat(pager.at("/details/team").asText()).isEqualTo("payments");
        assertThat(pager.at("/links").toString())
                .isEqualTo("[{\"href\":\"https://runbooks.example.com\",\"text\":\"Runbooks\"}]");
        assertThat(shipped().leftOut())
                .anyMatch(line -> line.endsWith(
                        "payments.yaml: receiver 'payments/payments/oncall': opsgenie_configs is left out"));
    }

    @Test
    void mail_is_translated_whole_and_an_empty_html_stays_one() throws IOException {
        JsonNode mail = receiver("mail").at("/email_configs/0");

        assertThat(mail.at("/require_tls").asBoolean()).isTrue();
        assertThat(mail.at("/headers/Subject").asText()).isEqualTo("[{{ .Status }}] payments");
        assertThat(mail.at("/html").asText("absent")).isEmpty();
        assertThat(mail.at("/threading").toString()).isEqualTo("{\"enabled\":true,\"thread_by_date\":\"daily\"}");
    }

    @Test
    void each_object_that_is_joined_is_told() {
        assertThat(shipped().leftOut())
                .filteredOn(line -> line.contains("is joined"))
                .extracting(line -> line.replaceFirst("^.*/", ""))
                .containsExactly(
                        "inhibitions is joined, for alerts with namespace=\"monitoring\"; it has no route, so that its"
                                + " receivers are not used",
                        "platform is joined, for alerts with namespace=\"monitoring\"",
                        "payments is joined, for alerts with namespace=\"payments\"");
    }

    @Test
    void objects_alone_have_a_root_that_leads_nowhere() throws IOException {
        JsonNode config = written(AlertmanagerConfig.read(List.of(WORKSPACE.resolve("platform.yaml"))));

        assertThat(config.at("/route/receiver").asText()).isEqualTo("null");
        assertThat(config.path("receivers").findValuesAsText("name"))
                .containsExactly("null", "monitoring/platform/hook");
    }

    @Test
    void strategy_of_the_alertmanager_object_says_what_is_bound() throws IOException {
        assertThat(matchersUnder("None")).isEqualTo("[]");
        assertThat(matchersUnder("OnNamespace")).isEqualTo("[\"namespace=\\\"monitoring\\\"\"]");
        assertThat(matchersUnder("OnNamespaceExceptForAlertmanagerNamespace")).isEqualTo("[]");
    }

    @Test
    void plain_configuration_alone_is_not_translated() {
        AlertmanagerConfig plain = AlertmanagerConfig.read(WORKSPACE.resolve("alertmanager.yaml"));

        assertThat(plain.translated()).isEmpty();
        assertThat(plain.plain()).contains(WORKSPACE.resolve("alertmanager.yaml"));
    }

    @Test
    void unknown_key_is_named_with_its_line_and_the_nearest_known_one() {
        assertRefused(
                "  route: {receiver: a, groupby: [job]}\n  receivers: [{name: a}]",
                ":5: key 'spec.route.groupby' is unknown; did you mean" + " 'groupBy'?");
        assertRefused("""
                  route: {receiver: a}
                  receivers:
                    - name: a
                      slackConfigs:
                        - channels: x
                """, ":9: key 'spec.receivers.slackConfigs.channels' is unknown; did you mean 'channel'?");
        assertRefused(
                "  muteTimeInterval: []",
                ":5: key 'spec.muteTimeInterval' is unknown; did you mean" + " 'timeIntervals'?");
    }

    @Test
    void name_that_the_object_does_not_define_is_refused() {
        assertRefused(
                "  route: {receiver: b}\n  receivers: [{name: a}]",
                ":5: key 'spec.route.receiver' names 'b', which the object does not define; did you mean 'a'?");
        assertRefused(
                "  route: {receiver: a, muteTimeIntervals: [x]}\n  receivers: [{name: a}]",
                ":5: key 'spec.route.muteTimeIntervals' names 'x', which the object does not define");
    }

    @Test
    void what_the_operator_refuses_is_refused() {
        assertRefused(
                "  route: {groupBy: [job]}",
                ":5: key 'spec.route.receiver' is missing; the top route must name one of the object's receivers");
        assertRefused(
                "  route: {receiver: a}\n  receivers: [{name: a}, {name: a}]",
                ":6: key 'spec.receivers' defines 'ns/n/a' twice; keep one");
        assertRefused(
                "  route: {receiver: a, groupWait: soon}\n  receivers: [{name: a}]",
                ":5: key 'spec.route.groupWait' must be a duration such as 90s, 5m or 1h30m, but was 'soon'");
        assertRefused(
                "  timeIntervals: [{name: a, timeIntervals: [{times: [{startTime: '9:00'}]}]}]",
                ":5: key 'spec.timeIntervals.timeIntervals.times.startTime' must be a time such as 08:30, 24:00 at the"
                        + " latest, but was '9:00'");
        assertRefused(
                "  inhibitRules: [{sourceMatch: [{name: a, value: b, matchType: '=='}]}]",
                ":5: key 'spec.inhibitRules.sourceMatch.matchType' must be one of =, !=, =~, !~, but was '=='; did you"
                        + " mean '!='?");
    }

    @Test
    void second_plain_configuration_is_refused() {
        Path plain = WORKSPACE.resolve("alertmanager.yaml");

        assertThatThrownBy(() -> AlertmanagerConfig.read(List.of(plain, plain)))
                .hasMessage(plain + ": this is a second plain configuration, beside " + plain
                        + "; keep one, and name only AlertmanagerConfig objects beside it");
    }

    @Test
    void same_object_twice_is_refused() {
        Path file = WORKSPACE.resolve("payments.yaml");

        assertThatThrownBy(() -> AlertmanagerConfig.read(List.of(file, file)))
                .hasMessage(file + ":1: AlertmanagerConfig payments/payments is also in " + file + ":1; keep one");
    }

    @Test
    void global_configuration_by_an_object_is_refused() throws IOException {
        Path file = write("""
                apiVersion: monitoring.coreos.com/v1
                kind: Alertmanager
                metadata: {name: main, namespace: monitoring}
                spec:
                  alertmanagerConfiguration: {name: global}
                """);

        assertThatThrownBy(() -> AlertmanagerConfig.read(List.of(file, WORKSPACE.resolve("platform.yaml"))))
                .isInstanceOf(StackException.class)
                .message()
                .startsWith(file + ":5: spec.alertmanagerConfiguration is not translated; write");
    }

    private void assertRefused(String spec, String problem) {
        try {
            Path file = write("""
                    apiVersion: monitoring.coreos.com/v1beta1
                    kind: AlertmanagerConfig
                    metadata: {name: n, namespace: ns}
                    spec:
                    """ + spec);
            assertThatThrownBy(() -> AlertmanagerConfig.read(file))
                    .isInstanceOf(StackException.class)
                    .hasMessage(file + problem);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String matchersUnder(String strategy) throws IOException {
        Path file = write("""
                apiVersion: monitoring.coreos.com/v1
                kind: Alertmanager
                metadata: {name: main, namespace: monitoring}
                spec:
                  replicas: 3
                  alertmanagerConfigMatcherStrategy: {type: %s}
                ---
                apiVersion: monitoring.coreos.com/v1beta1
                kind: AlertmanagerConfig
                metadata: {name: n, namespace: monitoring}
                spec: {route: {receiver: a}, receivers: [{name: a}]}
                """.formatted(strategy));
        JsonNode matchers = written(AlertmanagerConfig.read(file)).at("/route/routes/0/matchers");
        return matchers.isMissingNode() ? "[]" : matchers.toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("objects.yaml"), text);
    }

    private static AlertmanagerConfig shipped() {
        return AlertmanagerConfig.read(Workspace.read(WORKSPACE).monitoring().alertmanager());
    }

    private static JsonNode receiver(String name) throws IOException {
        for (JsonNode receiver : written(shipped()).path("receivers")) {
            if (receiver.path("name").asText().equals("payments/payments/" + name)) {
                return receiver;
            }
        }
        throw new AssertionError("no receiver " + name);
    }

    private static JsonNode written(AlertmanagerConfig config) throws IOException {
        return YAML.readTree(config.rewritten(new TimeScale(50), Targets.INBOX, "/run/events.jsonl"));
    }
}
