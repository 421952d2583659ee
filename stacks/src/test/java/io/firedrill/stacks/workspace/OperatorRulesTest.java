package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorRulesTest {
    private static final Path WORKSPACE = Path.of("src/test/resources/operator");
    private static final TimeScale FIFTY = new TimeScale(50);
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void each_object_is_a_rule_file_of_its_own() throws IOException {
        WorkspaceRules rules = rules();

        assertThat(rules.files().stream().map(file -> String.valueOf(file.file().getFileName())))
                .containsExactly("exported.yaml", "payments.yaml", "payments.yaml", "plain.yaml");
        assertThat(rules.paths()).hasSize(3);
        assertThat(written(rules, 1).findValuesAsText("alert")).containsExactly("PaymentsDown");
        assertThat(written(rules, 2).findValuesAsText("alert")).containsExactly("PaymentsSlow");
    }

    @Test
    void groups_of_an_object_are_scaled_and_keep_what_prometheus_knows() throws IOException {
        JsonNode group = written(rules(), 1).at("/groups/0");

        assertThat(group.at("/interval").asText()).isEqualTo("200ms");
        assertThat(group.at("/labels/team").asText()).isEqualTo("payments");
        assertThat(group.has("partial_response_strategy")).isFalse();
        assertThat(group.at("/rules/1/for").asText()).isEqualTo("1200ms");
        assertThat(group.at("/rules/1/expr").asText()).isEqualTo("up{namespace=\"payments\"} == 0\n");
        assertThat(written(rules(), 2).at("/groups/0").has("interval")).isFalse();
        assertThat(written(rules(), 2).at("/groups/0/rules/0").has("for")).isFalse();
    }

    @Test
    void json_that_kubectl_prints_is_read_as_well() throws IOException {
        assertThat(written(rules(), 0).toString())
                .isEqualTo("{\"groups\":[{\"name\":\"general.rules\",\"rules\":[{\"alert\":\"Watchdog\","
                        + "\"expr\":\"vector(1)\",\"labels\":{\"severity\":\"none\"}}]}]}");
    }

    @Test
    void lines_stay_those_of_the_file() throws IOException {
        Path file = WORKSPACE.resolve("rules/payments.yaml");
        List<String> lines = Files.readAllLines(file);
        String extracted = rules().files().get(1).extracted().orElseThrow();

        assertThat(extracted.lines().toList().get(lines.indexOf("        - alert: PaymentsDown")))
                .isEqualTo("        - alert: PaymentsDown");
        assertThat(extracted).doesNotContain("kind", "release");
        assertThatThrownBy(() ->
                        rules().files().get(2).requireScrapes(new TimeScale(2000), List.of(Duration.ofSeconds(5))))
                .message()
                .startsWith(file.toAbsolutePath() + ":" + (1 + indexOf(lines, "histogram_quantile")));
    }

    @Test
    void plain_file_is_checked_as_it_is() {
        assertThat(rules().files().get(3).extracted()).isEmpty();
    }

    @Test
    void other_objects_are_told() {
        assertThat(rules().leftOut())
                .singleElement()
                .asString()
                .endsWith("payments.yaml: only its PrometheusRule objects are read, not: ConfigMap");
    }

    @Test
    void file_without_any_rule_object_is_refused() {
        assertRefused(
                "{apiVersion: v1, kind: Service, metadata: {name: a}}",
                ": holds no PrometheusRule, but Service; name a file that has one");
    }

    @Test
    void unknown_version_is_refused() {
        assertRefused(
                "\napiVersion: monitoring.coreos.com/v2\nkind: PrometheusRule\n",
                ":2: apiVersion 'monitoring.coreos.com/v2' of PrometheusRule is not known; use monitoring.coreos.com/v1");
    }

    @Test
    void unknown_key_of_the_spec_is_refused_with_its_line() {
        assertRefused("""
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                spec:
                  group: []
                """, ":4: key 'spec.group' is unknown; did you mean 'groups'?");
    }

    @Test
    void anchor_from_outside_the_groups_is_refused() {
        assertRefused("""
                apiVersion: monitoring.coreos.com/v1
                kind: PrometheusRule
                metadata: {labels: &l {team: a}}
                spec:
                  groups:
                    - {name: a, rules: [{alert: A, expr: up, labels: *l}]}
                """, ":5: spec.groups uses an anchor from outside of it; write out what it stands for");
    }

    @Test
    void manifests_and_a_plain_document_in_one_file_are_refused() {
        assertRefused(
                "{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule}\n---\ngroups: []\n",
                ":3: this document has no apiVersion and kind, but others of the file have; move it to a file of its own");
    }

    private static int indexOf(List<String> lines, String text) {
        return lines.indexOf(
                lines.stream().filter(line -> line.contains(text)).findFirst().orElseThrow());
    }

    private void assertRefused(String text, String problem) {
        try {
            Path file = Files.writeString(folder.resolve("rules.yaml"), text);
            Path prometheus = Files.writeString(folder.resolve("prometheus.yml"), "rule_files: [rules.yaml]");
            Monitoring monitoring = new Monitoring(
                    prometheus,
                    List.of(),
                    List.of(prometheus),
                    prometheus,
                    List.of(),
                    TraceStore.JAEGER,
                    Flags.PROMETHEUS,
                    Flags.ALERTMANAGER,
                    Optional.empty());
            assertThatThrownBy(() -> WorkspaceRules.read(monitoring))
                    .isInstanceOf(StackException.class)
                    .hasMessage(file + problem);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static WorkspaceRules rules() {
        return WorkspaceRules.read(Workspace.read(WORKSPACE).monitoring());
    }

    private static JsonNode written(WorkspaceRules rules, int index) throws IOException {
        return YAML.readTree(rules.files().get(index).rewritten(FIFTY));
    }
}
