package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
    @TempDir
    Path folder;

    @Test
    void nothing_to_be_had_is_one_error_with_every_component_and_every_remedy() {
        Binaries binaries = new Binaries(Map.of(), name -> Optional.empty(), folder, line -> {});

        assertThatThrownBy(() -> binaries.resolve(List.of("toxiproxy", "alertmanager")))
                .isInstanceOf(StackException.class)
                .hasMessage("""
                        these components are missing, and Go to build them is not on PATH:
                          alertmanager 0.34.2: put alertmanager and amtool on PATH in this version, or set stack.binaries.alertmanager in firedrill.yaml
                          toxiproxy 2.5.0: put toxiproxy-server on PATH in this version, or set stack.binaries.toxiproxy-server in firedrill.yaml
                        or install Go 1.26.7 or newer (https://go.dev/dl) and Firedrill builds them once, or start a Docker engine and use firedrill.stack=containers""");
    }

    @Test
    void configured_binary_is_taken_as_it_is_with_its_sibling() throws IOException {
        Path alertmanager = executable("own/alertmanager", "exit 1");
        Path amtool = executable("own/amtool", "exit 1");
        Binaries binaries =
                new Binaries(Map.of("alertmanager", alertmanager), name -> Optional.empty(), folder, line -> {});

        binaries.resolve(List.of("alertmanager"));

        assertThat(binaries.binary("alertmanager")).isEqualTo(alertmanager);
        assertThat(binaries.binary("amtool")).isEqualTo(amtool);
    }

    @Test
    void configured_binary_that_is_none_is_named() {
        Binaries binaries = new Binaries(
                Map.of("toxiproxy-server", folder.resolve("gone")), name -> Optional.empty(), folder, line -> {});

        assertThatThrownBy(() -> binaries.resolve(List.of("toxiproxy")))
                .message()
                .startsWith(
                        "stack.binaries.toxiproxy-server: " + folder.resolve("gone") + " is not an executable file");
    }

    @Test
    void binary_on_the_path_is_taken_in_the_pinned_version() throws IOException {
        Path right = executable("path/toxiproxy-server", "echo toxiproxy-server version 2.5.0");
        Binaries binaries = new Binaries(Map.of(), name -> Optional.of(right), folder, line -> {});

        binaries.resolve(List.of("toxiproxy"));

        assertThat(binaries.binary("toxiproxy-server")).isEqualTo(right);
    }

    @Test
    void binary_on_the_path_in_another_version_is_passed_over_for_the_cache() throws IOException {
        Path other = executable("path/toxiproxy-server", "echo toxiproxy-server version 12.5.0");
        Path cached = executable(ToolFolder.of("toxiproxy").cacheKey() + "/toxiproxy-server", "true");
        Binaries binaries = new Binaries(Map.of(), name -> Optional.of(other), folder, line -> {});

        binaries.resolve(List.of("toxiproxy"));

        assertThat(binaries.binary("toxiproxy-server")).isEqualTo(cached);
    }

    @Test
    void failed_build_tells_the_end_of_its_output() throws IOException {
        Path go = executable("path/go", "echo cannot find module; exit 3");
        Binaries binaries = new Binaries(
                Map.of(), name -> name.equals("go") ? Optional.of(go) : Optional.empty(), folder, line -> {});

        assertThatThrownBy(() -> binaries.resolve(List.of("toxiproxy")))
                .isInstanceOf(StackException.class)
                .hasMessage("toxiproxy 2.5.0: toxiproxy-server: go build failed with exit code 3:\ncannot find module");
        assertThat(folder.resolve(ToolFolder.of("toxiproxy").cacheKey())).doesNotExist();
        assertThat(folder.resolve(".build-" + ToolFolder.of("toxiproxy").cacheKey()))
                .doesNotExist();
    }

    @Test
    void build_is_moved_into_the_cache_whole() throws IOException {
        Path go = executable(
                "path/go", "while [ \"$1\" != -o ]; do shift; done; printf '#!/bin/sh\\n' > $2; chmod +x $2");
        List<String> progress = new ArrayList<>();
        Binaries binaries = new Binaries(
                Map.of(), name -> name.equals("go") ? Optional.of(go) : Optional.empty(), folder, progress::add);

        binaries.resolve(List.of("toxiproxy"));

        assertThat(binaries.binary("toxiproxy-server"))
                .isEqualTo(folder.resolve(ToolFolder.of("toxiproxy").cacheKey()).resolve("toxiproxy-server"))
                .isExecutable();
        assertThat(progress)
                .hasSize(2)
                .first()
                .asString()
                .startsWith("toxiproxy 2.5.0: building from its pinned Go module");
    }

    private Path executable(String name, String script) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
