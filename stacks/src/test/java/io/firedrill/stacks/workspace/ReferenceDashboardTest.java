package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceDashboardTest {
    private static final Path WORKSPACE = Path.of("reference");

    /** Who is paged opens the dashboard: the panel shows what the rule compares, and from where on it pages. */
    @Test
    void alerts_about_the_model_have_a_panel_with_their_query_and_their_threshold() throws Exception {
        List<String> panels = panels();
        JsonNode rules =
                new YAMLMapper().readTree(WORKSPACE.resolve("rules/llm.yml").toFile());

        for (JsonNode rule : rules.at("/groups/0/rules")) {
            assertThat(panels)
                    .as(rule.path("alert").asText())
                    .contains(bare(rule.path("expr").asText()).replace(">3*10", ">30"));
        }
        assertThat(rules.at("/groups/0/rules")).hasSize(3);
    }

    private static List<String> panels() throws Exception {
        JsonNode dashboard = new JsonMapper()
                .readTree(WORKSPACE.resolve("dashboards/llm.json").toFile());
        return dashboard.path("panels").findParents("targets").stream()
                .map(panel -> bare(panel.at("/targets/0/expr").asText()) + ">"
                        + panel.at("/fieldConfig/defaults/thresholds/steps/1/value")
                                .asText())
                .toList();
    }

    private static String bare(String query) {
        return query.replaceAll("\\s+", "");
    }
}
