package io.firedrill.scenarios.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each defect of the reference workspace must turn its checks red, and no other: {@code mvn verify -Pdefects}. As many are
 * tried at a time as the machine holds, each on a stack of its own. What has not begun within the time that there is is
 * reported as not run, by name; each day others come first.
 */
class ShippedDefects {
    private static final Duration WITHIN = Duration.parse(System.getProperty("defects.within", "PT24H"));
    private static final List<Trial> TRIALS = new ArrayList<>();
    private static final Path FOLDER = Path.of(System.getProperty("defects.out", "target/firedrill/defects"))
            .toAbsolutePath();
    /** More than the machine holds, so that there is one for each place in it. */
    private static final ExecutorService SIDE_BY_SIDE = Executors.newFixedThreadPool(4, task -> {
        Thread thread = new Thread(task, "defect");
        thread.setDaemon(true);
        return thread;
    });

    private final Instant start = Instant.now();

    @TestFactory
    Stream<DynamicTest> defects() {
        String only = System.getProperty("defects", "");
        DefectRun run = new DefectRun(Settings.current(), ReferenceDrills::of, FOLDER, ConsoleLines::print);
        List<Defect> wanted = Defects.shipped().stream()
                .filter(defect -> only.isBlank() || List.of(only.split(",")).contains(defect.id()))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.rotate(wanted, 7 * LocalDate.now(ZoneOffset.UTC).getDayOfYear());
        List<CompletableFuture<Optional<Trial>>> trials = wanted.stream()
                .map(defect -> CompletableFuture.supplyAsync(() -> inTime(run, defect), SIDE_BY_SIDE))
                .toList();
        return IntStream.range(0, wanted.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        wanted.get(i).id(), () -> judge(trials.get(i).join())));
    }

    private Optional<Trial> inTime(DefectRun run, Defect defect) {
        boolean begins = Duration.between(start, Instant.now()).compareTo(WITHIN) < 0;
        return begins ? Optional.of(run.tryOut(defect)) : Optional.empty();
    }

    private static void judge(Optional<Trial> tried) {
        assumeTrue(tried.isPresent(), "not run: it did not begin within " + WITHIN + " (defects.within)");
        Trial trial = tried.orElseThrow();
        TRIALS.add(trial);
        assertThat(trial.verdict())
                .as(
                        "%s must be noticed by %s alone; red: %s",
                        trial.defect().id(), trial.defect().checks(), trial.red())
                .isEqualTo("caught");
    }

    @AfterAll
    static void tellTable() throws IOException {
        SIDE_BY_SIDE.shutdownNow();
        String table = DefectTable.of(TRIALS);
        ConsoleLines.print(table);
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve("defects.md"), table + "\n");
    }
}
