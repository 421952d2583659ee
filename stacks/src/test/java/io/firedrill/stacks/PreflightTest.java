package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The outputs are what promtool 3.16 and amtool 0.34.2 print. */
class PreflightTest {
    private static final Path FILE = Path.of("/ws/rules.yml");

    @Test
    void position_in_a_rule_file_is_the_line() {
        assertThat(Preflight.message("promtool", FILE, """
                        Checking /ws/rules.yml
                          FAILED:
                        /ws/rules.yml: 5:15: group "tiny", rule 1, "TargetDown": could not parse expression: 1:7: parse error: unclosed left parenthesis
                        """, List.of()))
                .isEqualTo(
                        "/ws/rules.yml:5: group \"tiny\", rule 1, \"TargetDown\": could not parse expression: 1:7: parse"
                                + " error: unclosed left parenthesis (promtool)");
    }

    @Test
    void unknown_field_of_prometheus_is_named_with_its_line() {
        assertThat(Preflight.message("promtool", FILE, """
                        Checking /ws/rules.yml
                          FAILED: parsing YAML file /ws/rules.yml: yaml: unmarshal errors:
                          line 3: field fro not found in type rulefmt.Rule
                        """, List.of()))
                .isEqualTo("/ws/rules.yml:3: field fro not found in type rulefmt.Rule (promtool)");
    }

    @Test
    void unknown_field_of_alertmanager_is_named_with_its_line() {
        assertThat(Preflight.message("amtool", FILE, """
                        Checking '/ws/rules.yml'  FAILED: yaml: unmarshal errors:
                          line 3: field group_wate not found in type config.plain

                        amtool: error: failed to validate 1 file(s)
                        """, List.of()))
                .isEqualTo("/ws/rules.yml:3: field group_wate not found in type config.plain (amtool)");
    }

    @Test
    void invalid_yaml_is_named_with_its_line() {
        assertThat(Preflight.message("amtool", FILE, """
                        amtool: error: failed to validate 1 file(s)

                        Checking '/ws/rules.yml'  FAILED: yaml: line 7: did not find expected ',' or '}'
                        """, List.of()))
                .isEqualTo("/ws/rules.yml:7: did not find expected ',' or '}' (amtool)");
    }

    @Test
    void complaint_without_a_line_is_found_by_the_longest_word_it_quotes() {
        assertThat(Preflight.message(
                        "amtool", FILE, """
                        Checking '/ws/rules.yml'  FAILED: unknown unit "q" in duration "5q"
                        """, List.of("route: # q", "  group_wait: 15q", "  group_interval: 5q")))
                .isEqualTo("/ws/rules.yml:3: unknown unit \"q\" in duration \"5q\" (amtool)");
    }

    @Test
    void complaint_about_nothing_in_the_file_names_the_file() {
        assertThat(Preflight.message("amtool", FILE, """
                        FAILED: bad matcher format: x
                        """, List.of("x")))
                .isEqualTo("/ws/rules.yml: bad matcher format: x (amtool)");
    }

    @Test
    void silent_failure_names_the_file() {
        assertThat(Preflight.message("amtool", FILE, "", List.of())).isEqualTo("/ws/rules.yml: it is invalid (amtool)");
    }
}
