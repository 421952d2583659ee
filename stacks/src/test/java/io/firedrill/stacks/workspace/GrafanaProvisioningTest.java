package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.stacks.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrafanaProvisioningTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    private Map<String, String> files(String scale) {
        Workspace workspace = Workspace.read(ReferenceWorkspace.copyTo(folder))
                .with(new Settings(Map.of("firedrill.time-scale", scale)));
        return new GrafanaProvisioning(workspace).files();
    }

    @Test
    void dashboards_ask_and_show_at_the_pace_of_the_run() throws IOException {
        Map<String, String> files = files("50");

        assertThat(files.keySet())
                .containsExactly("boards/0.json", "boards/1.json", "boards/2.json", "alerting/3.yaml");
        JsonNode llm = new ObjectMapper().readTree(files.get("boards/1.json"));
        assertThat(llm.path("uid").asText()).isEqualTo("firedrill-llm");
        assertThat(llm.findValuesAsText("expr")).noneMatch(expr -> expr.contains("[1m]"));
        assertThat(llm.at("/time/from").asText()).isEqualTo("now-3m");
    }

    @Test
    void rules_are_evaluated_as_often_as_grafana_can_and_ask_at_the_pace_of_the_run() throws IOException {
        JsonNode group = YAML.readTree(files("50").get("alerting/3.yaml")).at("/groups/0");

        assertThat(group.path("interval").asText()).isEqualTo("10s");
        assertThat(group.at("/rules/0/for").asText()).isEqualTo("0s");
        assertThat(group.at("/rules/0/data/0/model/expr").asText()).contains("llm_provider_refusals_total[1200ms]");
    }

    @Test
    void real_time_leaves_dashboards_and_rules_as_they_are() throws IOException {
        Map<String, String> files = files("1");

        assertThat(files.get("boards/1.json")).contains("now-30m", "[1m]");
        assertThat(YAML.readTree(files.get("alerting/3.yaml"))
                        .at("/groups/0/rules/0/for")
                        .asText())
                .isEqualTo("1m");
    }

    @Test
    void data_source_has_the_uid_that_rules_name() throws IOException {
        JsonNode source =
                YAML.readTree(GrafanaProvisioning.dataSource("prometheus:9090")).at("/datasources/0");

        assertThat(source.path("uid").asText()).isEqualTo("prometheus");
        assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
        assertThat(YAML.readTree(GrafanaProvisioning.provider("/p"))
                        .at("/providers/0/options/path")
                        .asText())
                .isEqualTo("/p/boards");
    }
}
