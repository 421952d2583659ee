package io.firedrill.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.metric.RangeWindow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFileTest {
    private static final RangeWindow WINDOW = new RangeWindow(
            "HighErrorRate",
            "errors",
            "",
            Duration.ofMinutes(5),
            List.of(new RangeWindow.Feeder("its steps", Duration.ofMinutes(1))));

    @TempDir
    Path folder;

    @Test
    void what_was_written_is_read_back_also_where_more_is_told_than_is_needed() {
        Path file = folder.resolve("window.json");
        EvidenceFile.write(file, WINDOW);

        assertThat(file).content().contains("\"subquery\":true");
        assertThat(EvidenceFile.read(file, RangeWindow.class)).isEqualTo(WINDOW);
    }

    @Test
    void what_another_version_tells_is_passed_over() throws IOException {
        Path file = Files.writeString(
                folder.resolve("source.json"), "{\"system\":\"prometheus\",\"locator\":\"/x\",\"colour\":\"red\"}");

        assertThat(EvidenceFile.read(file, Source.class)).isEqualTo(new Source("prometheus", "/x"));
    }

    @Test
    void file_that_is_no_json_is_told_in_one_line() throws IOException {
        Path file = Files.writeString(folder.resolve("source.json"), "{\"system\":");

        assertThatThrownBy(() -> EvidenceFile.read(file, Source.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith(file + " cannot be read: ")
                .message()
                .hasLineCount(1);
    }
}
