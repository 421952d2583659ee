package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that ends a killed run, with what a machine may have to talk to an engine. */
@NeedsContainers
class ReapContainersIT {
    @TempDir
    Path parent;

    private final DockerEngine engine = DockerEngine.at(TestImages.engine());
    private Path folder;

    @BeforeEach
    void leaveAContainerAndANetworkBehind() throws Exception {
        folder = Files.createDirectory(parent.resolve("firedrill-run-" + Long.toHexString(System.nanoTime())));
        Files.createDirectory(folder.resolve("processes"));
        Files.writeString(folder.resolve("owner"), "1 1\n");
        Files.writeString(folder.resolve("engine"), engine.address() + "\n");
        Files.write(folder.resolve("reap.sh"), RunFolder.script());
        String run = folder.getFileName().toString();
        engine.createNetwork(run, Optional.empty());
        String image = TestImages.images().of("toxiproxy");
        engine.start(engine.create(
                run,
                new Container("t", image, List.of(), Map.of(), run, Optional.empty(), Map.of(), List.of(), folder)));
        assertThat(left()).containsExactlyInAnyOrder("container /" + run + "-t", "network " + run);
    }

    @AfterEach
    void end() {
        engine.remove(folder.getFileName().toString());
        engine.close();
    }

    @Test
    void docker_removes_them() throws Exception {
        reapWith("docker");

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void curl_removes_them_where_there_is_no_docker() throws Exception {
        reapWith("curl");

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    @Test
    void next_run_removes_them_where_there_is_neither() throws Exception {
        reapWith();
        assertThat(left()).hasSize(2);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("owner", "engine");

        assertThat(Sweep.under(parent)).containsExactly(folder);

        assertThat(left()).isEmpty();
        assertThat(folder).doesNotExist();
    }

    private List<String> left() {
        return engine.labelled(folder.getFileName().toString());
    }

    private void reapWith(String... tools) throws Exception {
        Path path = Files.createDirectory(parent.resolve("bin"));
        for (String tool : List.of("sh", "cat", "rm", "sleep", "tr", "sed", "grep")) {
            offer(tool, path);
        }
        for (String tool : tools) {
            offer(tool, path);
        }
        ProcessBuilder reaper = new ProcessBuilder(
                        path.resolve("sh").toString(), folder.resolve("reap.sh").toString(), "now", folder.toString())
                .directory(new File("/"))
                .inheritIO();
        reaper.environment().put("PATH", path.toString());
        reaper.start().waitFor();
    }

    private static void offer(String tool, Path folder) throws IOException {
        Path file = folder.resolve(tool);
        Files.writeString(file, "#!/bin/sh\nexec " + Commands.onPath(tool).orElseThrow() + " \"$@\"\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
