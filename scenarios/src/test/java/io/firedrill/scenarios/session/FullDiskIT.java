package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report on a disk that is really full: a file system of 64 kB in memory, for which it takes root. */
class FullDiskIT {
    @TempDir
    Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()),
                "not run: a small file system can be mounted by root only");
    }

    @AfterEach
    void unmount() throws Exception {
        succeeds("umount", disk.toString());
    }

    @Test
    void full_disk_is_told_before_anything_is_launched_and_leaves_no_half_report() throws Exception {
        Files.write(disk.resolve("somebody-elses"), new byte[60_000]);

        assertRefused("No space left on device");
        assertThat(disk.resolve("out/index.html")).doesNotExist();
    }

    @Test
    void read_only_disk_is_told_before_anything_is_launched() throws Exception {
        assertThat(succeeds("mount", "-o", "remount,ro", disk.toString())).isTrue();

        assertRefused("Read-only file system");
    }

    private void assertRefused(String why) {
        Map<String, String> settings = Map.of(
                "firedrill.out", disk.resolve("out").toString(),
                "firedrill.config",
                        ReferenceWorkspace.copyTo(folder.resolve("workspace")).toString());
        try (DrillSession session = DrillSession.open(new Settings(settings), line -> {})) {
            List<Drill> drills = ReferenceDrills.of(session.workspace());
            assertThatThrownBy(() -> session.select(drills))
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("report " + disk.resolve("out"))
                    .hasMessageContaining("cannot be written: ")
                    .hasMessageContaining(why)
                    .hasMessageEndingWith("; make the folder writable, free some space, or choose another with"
                            + " -Dfiredrill.out=FOLDER");
        }
    }

    private static boolean succeeds(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).redirectErrorStream(true).start().waitFor() == 0;
    }
}
