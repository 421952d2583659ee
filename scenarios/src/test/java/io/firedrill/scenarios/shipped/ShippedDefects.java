package io.firedrill.scenarios.shipped;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.defect.Defect;
import io.firedrill.scenarios.defect.DefectRun;
import io.firedrill.scenarios.defect.DefectTable;
import io.firedrill.scenarios.defect.Defects;
import io.firedrill.scenarios.defect.Trial;
import io.firedrill.scenarios.junit.ConsoleLines;
import io.firedrill.stacks.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each defect of the reference workspace must turn its check red, and no other: {@code mvn verify -Pdefects}. */
class ShippedDefects {
    private static final List<Trial> TRIALS = new ArrayList<>();
    private static final Path FOLDER = Path.of(System.getProperty("defects.out", "target/firedrill/defects"))
            .toAbsolutePath();

    @TestFactory
    Stream<DynamicTest> defects() {
        String only = System.getProperty("defects", "");
        DefectRun run = new DefectRun(Settings.current(), ReferenceDrills::of, FOLDER, ConsoleLines::print);
        return Defects.shipped().stream()
                .filter(defect -> only.isBlank() || List.of(only.split(",")).contains(defect.id()))
                .map(defect -> DynamicTest.dynamicTest(defect.id(), () -> tryOut(run, defect)));
    }

    private static void tryOut(DefectRun run, Defect defect) {
        ConsoleLines.print("defect " + defect.id() + ": " + defect.story());
        Trial trial = run.tryOut(defect);
        TRIALS.add(trial);
        assertThat(trial.verdict())
                .as("%s must be noticed by %s alone; red: %s", defect.id(), defect.check(), trial.red())
                .isEqualTo("caught");
    }

    @AfterAll
    static void tellTable() throws IOException {
        String table = DefectTable.of(TRIALS);
        ConsoleLines.print(table);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("defects.md"), table + "\n");
    }
}
