package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void property_wins_over_the_environment() {
        Settings settings = Settings.of(
                properties("firedrill.stack", "native"),
                Map.of("FIREDRILL_STACK", "containers", "FIREDRILL_TIME_SCALE", "10", "HOME", "/root"));

        assertThat(settings.find("firedrill.stack")).contains("native");
        assertThat(settings.find("firedrill.time-scale")).contains("10");
        assertThat(settings.find("firedrill.out")).isEmpty();
    }

    @Test
    void variable_with_a_tool_is_understood() {
        Settings settings = Settings.of(
                new Properties(), Map.of("FIREDRILL_IMAGE_PROMETHEUS", "p:1", "FIREDRILL_BIN_TOXIPROXY_SERVER", "/t"));

        assertThat(settings.under("firedrill.image.")).containsExactly(Map.entry("prometheus", "p:1"));
        assertThat(settings.under("firedrill.bin.")).containsExactly(Map.entry("toxiproxy-server", "/t"));
    }

    @Test
    void image_prefix_is_not_an_image() {
        Settings settings = Settings.of(new Properties(), Map.of("FIREDRILL_IMAGE_PREFIX", "mirror/"));

        assertThat(settings.find("firedrill.image-prefix")).contains("mirror/");
        assertThat(settings.under("firedrill.image.")).isEmpty();
    }

    @Test
    void blank_value_counts_as_absent() {
        assertThat(Settings.of(properties("firedrill.drills", " "), Map.of()).values())
                .isEmpty();
    }

    @Test
    void configuration_is_a_path() {
        assertThat(Settings.of(properties("firedrill.config", "my/firedrill.yaml"), Map.of())
                        .config())
                .contains(Path.of("my/firedrill.yaml"));
    }

    @ParameterizedTest
    @CsvSource({
        "firedrill.stak,firedrill.stack",
        "firedrill.timescale,firedrill.time-scale",
        "firedrill.failon,firedrill.fail-on",
        "firedrill.imageprefix,firedrill.image-prefix",
    })
    void unknown_property_names_the_nearest(String written, String nearest) {
        Properties properties = properties(written, "x");

        assertThatThrownBy(() -> Settings.of(properties, Map.of()))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "system property " + written + ": there is no such setting; did you mean '" + nearest + "'?");
    }

    @Test
    void unknown_variable_names_the_nearest() {
        Map<String, String> environment = Map.of("FIREDRILL_TIMESCALE", "1");

        assertThatThrownBy(() -> Settings.of(new Properties(), environment))
                .hasMessage("environment variable FIREDRILL_TIMESCALE: there is no such setting; did you mean"
                        + " 'FIREDRILL_TIME_SCALE'?");
    }

    @Test
    void own_marker_in_the_environment_is_no_setting() {
        assertThat(Settings.of(new Properties(), Map.of("FIREDRILL_RUN", "firedrill-run-1"))
                        .values())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "abc,'',3", "same,same,0", "ab,ba,2"})
    void distance_counts_edits(String left, String right, int expected) {
        assertThat(Nearest.distance(left, right)).isEqualTo(expected);
    }

    private static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }
}
