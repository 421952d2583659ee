package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepIT {
    @TempDir
    Path parent;

    private Path folder;
    private Process process;

    @BeforeEach
    void leaveSomethingBehind() throws Exception {
        folder = Files.createDirectory(parent.resolve("firedrill-run-0123456789ab"));
        Files.createDirectory(folder.resolve("processes"));
        Process owner = new ProcessBuilder("true").start();
        owner.waitFor();
        Files.writeString(folder.resolve("owner"), owner.pid() + " 1\n");
        process = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void listed_process_is_ended_and_the_folder_goes() throws Exception {
        list(ProcessStart.of(process.pid()).orElseThrow() + " KILL");

        assertThat(Sweep.under(parent)).containsExactly(folder);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    @Test
    void process_that_was_given_a_listed_pid_later_lives_on() throws Exception {
        list("12 KILL");

        assertThat(Sweep.under(parent)).containsExactly(folder);
        assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(folder).doesNotExist();
    }

    @Test
    void unlisted_process_with_the_mark_of_the_run_is_ended() throws Exception {
        process.destroyForcibly().waitFor();
        ProcessBuilder builder = new ProcessBuilder("sleep", "60");
        builder.environment().put("FIREDRILL_RUN", folder.getFileName().toString());
        process = builder.start();

        assertThat(Sweep.under(parent)).containsExactly(folder);
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void process_that_ignores_the_gentle_signal_is_ended_all_the_same() throws Exception {
        process.destroyForcibly().waitFor();
        process = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done").start();
        list(ProcessStart.of(process.pid()).orElseThrow() + " TERM");

        Sweep.under(parent);

        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    @Test
    void run_whose_owner_lives_is_left_alone() throws Exception {
        long own = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("owner"), own + " " + ProcessStart.of(own).orElseThrow() + "\n");
        list(ProcessStart.of(process.pid()).orElseThrow() + " KILL");

        assertThat(Sweep.under(parent)).isEmpty();
        assertThat(process.isAlive()).isTrue();
        assertThat(folder).exists();
    }

    @Test
    void folder_that_is_just_being_made_is_left_alone() throws Exception {
        Files.delete(folder.resolve("owner"));

        assertThat(Sweep.under(parent)).isEmpty();
        assertThat(folder).exists();
    }

    @Test
    void closed_run_leaves_neither_folder_nor_minder() {
        RunFolder run = RunFolder.create(parent);
        Path made = run.path();
        assertThat(Leftovers.minder(made)).isPresent();

        run.close();

        assertThat(made).doesNotExist();
        assertThat(Leftovers.minder(made)).isEmpty();
    }

    private void list(String line) throws IOException {
        Files.writeString(folder.resolve("processes").resolve(Long.toString(process.pid())), line + "\n");
    }
}
