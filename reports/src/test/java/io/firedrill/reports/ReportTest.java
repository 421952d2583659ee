package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.DrillResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void run_is_written_as_every_file_of_the_contract_and_nothing_else() throws IOException {
        Report.write(folder, Drills.all(), Runs.RUN);

        assertThat(files())
                .containsExactlyInAnyOrder(
                        "index.html",
                        "readiness.json",
                        "TEST-firedrill.xml",
                        "summary.md",
                        "readiness.sarif",
                        "evidence/healthy-baseline.json",
                        "evidence/slow-inference.json",
                        "evidence/maintenance-silence.json");
    }

    @Test
    void evidence_is_written_whole_and_can_be_judged_again() {
        Report.write(folder, Drills.all(), Runs.RUN);

        assertThat(EvidenceFile.read(folder.resolve("evidence/slow-inference.json"), Evidence.class))
                .isEqualTo(Drills.slowInference().evidence());
    }

    @Test
    void same_input_gives_the_same_bytes() throws IOException {
        Path second = folder.resolve("second");
        Report.write(folder.resolve("first"), Drills.all(), Runs.RUN);
        Report.write(second, Drills.all(), Runs.RUN);

        for (String name : List.of("index.html", "readiness.json", "summary.md", "evidence/slow-inference.json")) {
            assertThat(folder.resolve("first").resolve(name)).hasSameBinaryContentAs(second.resolve(name));
        }
    }

    @Test
    void report_of_a_run_that_goes_on_writes_the_evidence_of_each_drill_once() throws IOException {
        Report report = new Report(folder);
        DrillResult first = Drills.healthy();
        report.write(List.of(first), Runs.RUN);
        Files.delete(folder.resolve("evidence/healthy-baseline.json"));

        report.write(List.of(first, Drills.slowInference()), Runs.RUN);

        assertThat(files())
                .contains("evidence/slow-inference.json", "index.html")
                .doesNotContain("evidence/healthy-baseline.json");
        report.write(List.of(Drills.healthy(), Drills.slowInference()), Runs.RUN);
        assertThat(files()).as("other evidence of the same name").contains("evidence/healthy-baseline.json");
    }

    @Test
    void drills_of_one_id_keep_their_own_evidence() throws IOException {
        Report.write(folder, List.of(Drills.healthy(), Drills.healthy()), Runs.RUN);

        assertThat(files()).contains("evidence/healthy-baseline.json", "evidence/healthy-baseline-2.json");
    }

    @Test
    void id_that_is_a_path_stays_inside_the_folder() {
        assertThat(EvidenceNames.safe("../../etc/passwd")).isEqualTo("-etc-passwd");
        assertThat(EvidenceNames.safe("")).isEqualTo("drill");
    }

    @Test
    void folder_in_the_place_of_a_file_is_refused_with_name_and_remedy() throws IOException {
        Path blocked = Files.writeString(folder.resolve("out"), "not a folder");
        List<DrillResult> drills = Drills.all();

        assertThatThrownBy(() -> Report.write(blocked, drills, Runs.RUN))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(blocked.toString())
                .hasMessageEndingWith("or choose another with -Dfiredrill.out=FOLDER");
    }

    @Test
    void failed_write_leaves_neither_a_partial_page_nor_the_verdict_of_an_earlier_run() throws IOException {
        Report.write(folder, Drills.all(), Runs.RUN);
        Files.createDirectories(folder.resolve("summary.md.partial/occupied"));
        List<DrillResult> drills = Drills.all();

        assertThatThrownBy(() -> Report.write(folder, drills, Runs.RUN))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("summary.md cannot be written");
        assertThat(folder.resolve("index.html")).doesNotExist();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }
}
