package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelTest {
    @TempDir
    Path folder;

    @Test
    void without_the_setting_there_is_a_drill_for_each_core_up_to_four() {
        assertThat(parallel(Map.of())).isBetween(1, 4).isLessThanOrEqualTo(cores());
    }

    @Test
    void what_was_asked_for_holds() {
        assertThat(parallel(Map.of("firedrill.parallel", "7"))).isEqualTo(7);
    }

    @Test
    void pinned_port_leaves_room_for_one() {
        assertThat(parallel(Map.of("firedrill.parallel", "7", "firedrill.port.prometheus", "9090")))
                .isOne();
    }

    @Test
    void what_is_no_number_is_one_clear_line() {
        assertThatThrownBy(() -> parallel(Map.of("firedrill.parallel", "all")))
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "firedrill.parallel: 'all' is no number of drills; write 1 to hold one after the other, or how"
                                + " many are held at a time, up to 99");
    }

    private int parallel(Map<String, String> values) {
        Settings settings = new Settings(values);
        return Parallel.of(
                settings, Workspace.read(ReferenceWorkspace.copyTo(folder)).with(settings));
    }

    private static int cores() {
        return Math.max(1, Runtime.getRuntime().availableProcessors());
    }
}
