package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.inbox.Carried;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertmanagerReceiversTest {
    /** Every way to hold a secret that the four integrations and the global section have; each secret is called so. */
    private static final String SECRETS = """
            global:
              resolve_timeout: 5m
              smtp_from: alerts@example.com
              smtp_smarthost: secret.example.com:465
              smtp_auth_username: alerts
              smtp_auth_password: secret-0
              smtp_auth_secret_file: secret-1
              smtp_tls_config: {cert_file: secret-2, key_file: secret-3}
              smtp_force_implicit_tls: true
              slack_api_url: https://hooks.slack.com/services/secret-4
              slack_app_token: secret-5
              opsgenie_api_key: secret-6
              http_config: {proxy_url: "http://user:secret-7@proxy", oauth2: {client_secret: secret-8}}
              unheard_of_token: secret-9
            tracing: {endpoint: "secret-10.example.com:4317"}
            route: {receiver: all}
            receivers:
              - name: all
                webhook_configs:
                  - {url: "https://u:secret-11@example.com", http_config: {basic_auth: {password: secret-12}}}
                slack_configs:
                  - {app_token_file: secret-13, app_url: "https://secret-14", http_config: {proxy_url: "http://secret-15"}}
                pagerduty_configs:
                  - {routing_key: secret-16, url: "https://secret-17.example.com/v2/enqueue"}
                email_configs:
                  - {to: a@example.com, auth_password_file: secret-18, tls_config: {key: secret-19}}
                opsgenie_configs:
                  - {api_key: secret-20}
              - name: old
                slack_configs: [{api_url_file: secret-21, channel: "#ops"}]
                pagerduty_configs: [{service_key: secret-22}]
              - name: other
                telegram_configs: [{bot_token: secret-23, chat_id: 1}]
            """;

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void receivers_are_delivered_by_what_the_inbox_understands() throws IOException {
        Path file = Files.writeString(folder.resolve("alertmanager.yml"), SECRETS + "  - name: nobody\n");

        assertThat(AlertmanagerConfig.read(file).delivered())
                .containsExactly(
                        Map.entry("all", List.of("webhook", "slack", "pagerduty", "email")),
                        Map.entry("old", List.of("slack", "pagerduty")),
                        Map.entry("other", List.of("webhook")),
                        Map.entry("nobody", List.of()));
    }

    @Test
    void no_secret_reaches_the_copy_or_what_is_told() throws IOException {
        AlertmanagerConfig config = config(SECRETS);

        assertThat(config.rewritten(new TimeScale(50), Targets.INBOX, "/run/events.jsonl"))
                .doesNotContain("secret-", "secret.example.com");
        assertThat(config.redirections()).noneMatch(line -> line.contains("secret-"));
        assertThat(config.leftOut()).noneMatch(line -> line.contains("secret-"));
    }

    @Test
    void global_section_keeps_only_what_neither_delivers_nor_is_secret() throws IOException {
        assertThat(written(SECRETS).path("global").toString())
                .isEqualTo("{\"resolve_timeout\":\"6s\",\"smtp_from\":\"alerts@example.com\","
                        + "\"smtp_auth_username\":\"alerts\"}");
    }

    @Test
    void everything_that_is_replaced_is_told_receiver_by_receiver() throws IOException {
        Path file = folder.resolve("alertmanager.yml");

        assertThat(config(SECRETS).redirections())
                .containsExactly(
                        file + ": global: replaced or left out: smtp_smarthost, smtp_auth_password,"
                                + " smtp_auth_secret_file, smtp_tls_config, smtp_force_implicit_tls, slack_api_url,"
                                + " slack_app_token, opsgenie_api_key, http_config, unheard_of_token",
                        file + ": receiver 'all': webhook goes to the inbox; replaced or left out: url, http_config",
                        file + ": receiver 'all': slack goes to the inbox; replaced or left out: app_token_file,"
                                + " app_url, http_config; callback_id carries the alerts",
                        file + ": receiver 'all': pagerduty goes to the inbox; replaced or left out: url, routing_key;"
                                + " a detail carries the alerts",
                        file + ": receiver 'all': routing_key has 9 characters; PagerDuty refuses a key that has not"
                                + " 32",
                        file + ": receiver 'all': email goes to the inbox; replaced or left out: auth_password_file,"
                                + " tls_config; two headers carry the receiver and the alerts, and the certificate is"
                                + " not checked",
                        file + ": receiver 'old': slack goes to the inbox; replaced or left out: api_url_file;"
                                + " callback_id carries the alerts",
                        file + ": receiver 'old': pagerduty goes to the inbox; replaced or left out: service_key; a"
                                + " detail carries the alerts");
        assertThat(config(SECRETS).leftOut())
                .containsExactly(
                        file + ": receiver 'all': opsgenie_configs is left out",
                        file + ": receiver 'other': telegram_configs is left out; the inbox records instead",
                        file + ": tracing is left out; it would leave this machine");
    }

    @Test
    void webhook_keeps_what_it_sends() throws IOException {
        JsonNode receiver = written("""
                        receivers:
                          - name: on call
                            webhook_configs:
                              - {url_file: secret/url, send_resolved: false, max_alerts: 7, timeout: 3s}
                              - {url: "http://second"}
                        """).at("/receivers/0");

        assertThat(receiver.toString())
                .isEqualTo("{\"name\":\"on call\",\"webhook_configs\":[{\"send_resolved\":false,\"max_alerts\":7,"
                        + "\"timeout\":\"3s\",\"url\":\"http://inbox/webhook/on call\"}]}");
    }

    @Test
    void slack_keeps_its_texts_and_carries_the_alerts_behind_its_own_callback_id() throws IOException {
        JsonNode slack = written("""
                        receivers:
                          - name: chat
                            slack_configs:
                              - api_url: https://slack.com/api/chat.postMessage
                                update_message: true
                                channel: "#ops"
                                title: '{{ .Status }}'
                                callback_id: ours
                        """).at("/receivers/0/slack_configs/0");

        assertThat(map(slack))
                .isEqualTo(Map.of(
                        "channel", "#ops",
                        "title", "{{ .Status }}",
                        "api_url", "http://inbox/slack/chat",
                        "callback_id", "ours firedrill:" + Carried.TEMPLATE));
    }

    @Test
    void pagerduty_keeps_its_details_and_never_uses_the_first_version_of_the_api() throws IOException {
        JsonNode pager = written("""
                        receivers:
                          - name: pager
                            pagerduty_configs:
                              - {service_key_file: key, severity: page, details: {runbook: '{{ .x }}'}}
                        """).at("/receivers/0/pagerduty_configs/0");

        assertThat(map(pager))
                .isEqualTo(Map.of(
                        "severity",
                        "page",
                        "details",
                        Map.of("runbook", "{{ .x }}", "firedrill_alerts", Carried.TEMPLATE),
                        "routing_key",
                        Carried.PLACEHOLDER,
                        "url",
                        "http://inbox/pagerduty/pager"));
        assertThat(Carried.PLACEHOLDER).hasSize(32);
    }

    @Test
    void email_keeps_its_text_and_says_which_receiver_it_is_for() throws IOException {
        JsonNode mail = written("""
                        global: {smtp_smarthost: "smtp.example.com:587", smtp_from: a@example.com, smtp_auth_password: p}
                        receivers:
                          - name: on call {{
                            email_configs:
                              - {to: b@example.com, require_tls: true, headers: {Subject: x}, text: t}
                        """).at("/receivers/0/email_configs/0");

        assertThat(map(mail))
                .isEqualTo(Map.of(
                        "to",
                        "b@example.com",
                        "require_tls",
                        true,
                        "text",
                        "t",
                        "headers",
                        Map.of(
                                "Subject",
                                "x",
                                "X-Firedrill-Alerts",
                                Carried.TEMPLATE,
                                "X-Firedrill-Receiver",
                                "on%20call%20%7B%7B"),
                        "smarthost",
                        "inbox:2525",
                        "force_implicit_tls",
                        false,
                        "tls_config",
                        Map.of("insecure_skip_verify", true),
                        "auth_password",
                        Carried.PLACEHOLDER));
    }

    @Test
    void password_that_is_missing_stays_missing() throws IOException {
        JsonNode mail = written("""
                        global: {smtp_auth_username: u}
                        receivers: [{name: a, email_configs: [{to: b@example.com}]}]
                        """).at("/receivers/0/email_configs/0");

        assertThat(mail.has("auth_password")).isFalse();
        assertThat(mail.has("auth_secret")).isFalse();
    }

    @Test
    void receivers_that_share_an_anchor_are_told_apart() throws IOException {
        AlertmanagerConfig config = config("""
                receivers:
                  - name: a
                    slack_configs: &chat [&one {api_url: "https://secret-1", channel: "#a"}]
                  - {name: b, slack_configs: *chat}
                  - name: c
                    slack_configs: [{<<: *one, channel: "#c"}]
                """);
        String copy = config.rewritten(new TimeScale(50), Targets.INBOX, "/run/events.jsonl");

        assertThat(copy).doesNotContain("secret-1", "<<", "&", "*");
        JsonNode receivers = YAML.readTree(copy).path("receivers");
        assertThat(receivers.findValuesAsText("api_url"))
                .containsExactly("http://inbox/slack/a", "http://inbox/slack/b", "http://inbox/slack/c");
        assertThat(receivers.findValuesAsText("channel")).containsExactly("#a", "#a", "#c");
    }

    @Test
    void receiver_of_other_kinds_gets_a_webhook_and_one_without_any_stays_a_black_hole() throws IOException {
        JsonNode receivers = written("""
                        receivers:
                          - name: pager
                            opsgenie_configs: [{api_key: k}]
                          - name: chat
                            mattermost_configs: [{webhook_url: "https://example.com"}]
                          - name: nobody
                        """).at("/receivers");

        assertThat(receivers.at("/0").toString())
                .isEqualTo("{\"name\":\"pager\",\"webhook_configs\":[{\"send_resolved\":true,"
                        + "\"url\":\"http://inbox/webhook/pager\"}]}");
        assertThat(receivers.at("/1/webhook_configs/0/send_resolved").asBoolean(true))
                .isFalse();
        assertThat(receivers.at("/2").toString()).isEqualTo("{\"name\":\"nobody\"}");
    }

    @Test
    void mail_is_noticed() throws IOException {
        assertThat(config(SECRETS).sendsMail()).isTrue();
        assertThat(config("receivers: [{name: a, webhook_configs: [{url: 'http://x'}]}]")
                        .sendsMail())
                .isFalse();
    }

    @Test
    void second_of_a_kind_is_left_out_by_name() throws IOException {
        assertThat(config("receivers: [{name: a, slack_configs: [{channel: x}, {channel: y}]}]")
                        .leftOut())
                .isEqualTo(List.of(folder.resolve("alertmanager.yml")
                        + ": receiver 'a': only the first of its slack_configs is recorded"));
    }

    private static Map<String, Object> map(JsonNode node) {
        return YAML.convertValue(node, new TypeReference<>() {});
    }

    private JsonNode written(String text) throws IOException {
        return YAML.readTree(config(text).rewritten(new TimeScale(50), Targets.INBOX, "/run/events.jsonl"));
    }

    private AlertmanagerConfig config(String text) throws IOException {
        return AlertmanagerConfig.read(Files.writeString(folder.resolve("alertmanager.yml"), text));
    }
}
