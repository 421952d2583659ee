package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRuleTest {
    @TempDir
    Path folder;

    @Test
    void rule_has_its_place_and_what_its_group_adds() throws IOException {
        List<WrittenRule> rules = rules("""
                groups:
                  - name: api
                    labels: {team: pay, tier: one}
                    rules:
                      - record: job:hits:rate5m
                        expr: sum by (job) (rate(hits[5m]))
                      - alert: Slow
                        expr: latency > 1
                        for: 1h30m
                        keep_firing_for: 5m
                        labels: {tier: two}
                        annotations: {summary: "{{ $value }}"}
                """);

        assertThat(rules).extracting(WrittenRule::name).containsExactly("job:hits:rate5m", "Slow");
        WrittenRule slow = rules.get(1);
        assertThat(slow.place()).isEqualTo(folder.resolve("rules.yml") + ":7");
        assertThat(slow.alerts()).isTrue();
        assertThat(rules.get(0).alerts()).isFalse();
        assertThat(slow.group()).isEqualTo("api");
        assertThat(slow.holdFor()).isEqualTo(Duration.ofMinutes(90));
        assertThat(slow.keepFiringFor()).isEqualTo(Duration.ofMinutes(5));
        assertThat(slow.labels()).containsEntry("team", "pay").containsEntry("tier", "two");
        assertThat(slow.annotations()).containsEntry("summary", "{{ $value }}");
    }

    @Test
    void empty_file_has_no_rules() throws IOException {
        assertThat(rules("# nothing yet\n")).isEmpty();
    }

    @Test
    void duration_that_is_none_is_refused_with_its_line() {
        assertThatThrownBy(() -> rules("""
                groups:
                  - name: api
                    rules:
                      - alert: Slow
                        expr: latency > 1
                        for: soon
                """))
                .isInstanceOf(StackException.class)
                .hasMessage(folder.resolve("rules.yml")
                        + ":6: for: duration must look like 90s, 5m or 1h30m, but was 'soon'");
    }

    @Test
    void pattern_finds_files_in_any_folder() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(deep.resolve("x.yml"), "");
        Files.writeString(deep.resolve("x.txt"), "");
        Files.writeString(folder.resolve("a/y.yml"), "");

        assertThat(FilePattern.expand(folder, "a/**/*.yml")).containsExactly(deep.resolve("x.yml"));
        assertThat(FilePattern.expand(folder, "**.yml"))
                .containsExactly(deep.resolve("x.yml"), folder.resolve("a/y.yml"));
        assertThat(FilePattern.expand(folder, "a/*.yml")).containsExactly(folder.resolve("a/y.yml"));
        assertThat(FilePattern.expand(folder, "none/**/*.yml")).isEmpty();
    }

    private List<WrittenRule> rules(String text) throws IOException {
        return RuleFile.read(Files.writeString(folder.resolve("rules.yml"), text))
                .written();
    }
}
