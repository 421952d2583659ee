package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformPartsTest {
    @Test
    void tool_folder_says_what_to_build() {
        ToolFolder prometheus = ToolFolder.of("prometheus");

        assertThat(prometheus.version()).isEqualTo("3.16.0");
        assertThat(prometheus.packages())
                .containsEntry("promtool", "github.com/prometheus/prometheus/cmd/promtool")
                .containsKey("prometheus");
        assertThat(prometheus.tags()).isEqualTo("remove_all_sd,netgo");
        assertThat(prometheus.ldflags()).startsWith("-s -w -X ");
        assertThat(prometheus.hasVendorExtra()).isFalse();
        assertThat(ToolFolder.of("alertmanager").hasVendorExtra()).isTrue();
    }

    @Test
    void tool_hash_is_over_names_and_contents() {
        ToolFolder tool = new ToolFolder("t", "1", Map.of(), "", "", new TreeMap<>(Map.of("a", bytes("b"))));
        ToolFolder shifted = new ToolFolder("t", "1", Map.of(), "", "", new TreeMap<>(Map.of("ab", bytes(""))));

        // printf 'a\0b\0' | sha256sum
        assertThat(tool.hash()).isEqualTo("8fb20ef63ced").isNotEqualTo(shifted.hash());
        assertThat(tool.cacheKey()).matches("t-1-(linux|darwin)-(amd64|arm64)-" + tool.hash());
    }

    @Test
    void place_knows_its_own_ports_and_those_of_others() {
        HostPlace place = new HostPlace(
                "a",
                Path.of("/run/a"),
                "172.18.0.1",
                Map.of("a", Map.of("web", "127.0.0.1:1"), "b", Map.of("web", "127.0.0.1:2", "admin", "172.18.0.4:3")));

        assertThat(place.listen("web")).isEqualTo("127.0.0.1:1");
        assertThat(place.port("web")).isEqualTo(1);
        assertThat(place.address("b", "admin")).isEqualTo("172.18.0.4:3");
        assertThat(place.host(4)).isEqualTo("172.18.0.1:4");
        assertThat(place.file("x/y.yml")).isEqualTo("/run/a/files/x/y.yml");
        assertThat(place.data()).isEqualTo("/run/a/data");
        assertThatThrownBy(() -> place.address("b", "nothing")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cache_follows_the_environment() {
        assertThat(UserCache.folder(Map.of("XDG_CACHE_HOME", "/c"), "/home/u")).isEqualTo(Path.of("/c/firedrill"));
        assertThat(UserCache.folder(Map.of(), "/home/u")).isEqualTo(Path.of("/home/u/.cache/firedrill"));
    }

    @Test
    void class_path_folder_is_copied_with_its_folders(@TempDir Path target) {
        ClassPathFolder shipped = new ClassPathFolder("io/firedrill/stacks/reference");

        shipped.copyTo(target);

        assertThat(target.resolve("rules/latency.yml")).isNotEmptyFile();
        assertThat(shipped.digest()).hasSize(12);
    }

    @Test
    void class_path_folder_in_a_jar_is_read_too() {
        assertThat(new ClassPathFolder("org/assertj/core/api/filter").contents())
                .containsKey("Filters.class");
    }

    @Test
    void class_path_folder_that_is_missing_is_named() {
        assertThatThrownBy(() -> new ClassPathFolder("no/such/folder").contents())
                .isInstanceOf(StackException.class)
                .message()
                .startsWith("no/such/folder is not on the class path");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
