package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.stacks.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KilledRunIT extends KilledRunContract {
    @Override
    Settings settings() {
        return new Settings(Map.of("firedrill.stack", "native"));
    }

    @Override
    List<String> left(Path run) {
        return Leftovers.processes(run);
    }

    @Test
    void killed_jvm_leaves_no_shared_memory() throws IOException {
        List<String> pids = left(folder());
        assertThat(sharedMemoryOf(pids)).as("PostgreSQL has some while it runs").isNotEmpty();
        run().destroyForcibly();

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(left(folder())).isEmpty());
        assertThat(sharedMemoryOf(pids)).isEmpty();
    }

    /** System V segments by the pid that made them, the fifth column; a killed PostgreSQL leaves its own behind. */
    private static List<String> sharedMemoryOf(List<String> pids) throws IOException {
        return Files.readAllLines(Path.of("/proc/sysvipc/shm")).stream()
                .filter(line -> pids.contains(line.strip().split(" +")[4]))
                .toList();
    }
}
