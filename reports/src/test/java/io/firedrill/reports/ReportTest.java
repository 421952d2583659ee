package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void run_is_written_as_every_file_of_the_contract() {
        Path out = Path.of("target/sample");
        Report.write(out, Drills.all(), Runs.RUN);
        assertThat(out.resolve("index.html")).exists();
    }
}
