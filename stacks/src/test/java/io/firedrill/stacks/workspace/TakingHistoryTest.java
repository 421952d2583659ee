package io.firedrill.stacks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakingHistoryTest {
    @TempDir
    Path folder;

    @Test
    void prometheus_takes_no_samples_of_the_past_unless_a_drill_has_some() throws IOException {
        assertThat(rewritten(config("scrape_configs: [{job_name: a}]"))).doesNotContain("storage");
    }

    @Test
    void window_holds_the_history_and_a_margin() throws IOException {
        assertThat(window("scrape_configs: [{job_name: a}]")).isEqualTo("564s");
    }

    @Test
    void longer_window_of_the_user_stays() throws IOException {
        assertThat(window("storage: {tsdb: {out_of_order_time_window: 30m}}")).isEqualTo("1800s");
    }

    private String window(String text) throws IOException {
        return new YAMLMapper()
                .readTree(rewritten(config(text).takingHistory(Duration.ofSeconds(504))))
                .at("/storage/tsdb/out_of_order_time_window")
                .asText();
    }

    private PrometheusConfig config(String text) throws IOException {
        return PrometheusConfig.read(Files.writeString(folder.resolve("prometheus.yml"), text));
    }

    private static String rewritten(PrometheusConfig config) {
        return config.rewritten(new TimeScale(50), new Aliases(List.of()), List.of("am:1"), List.of());
    }
}
