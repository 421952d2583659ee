package io.firedrill.scenarios.defect;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.Check;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What GUIDE.md says of drills, checks and mistakes is so. */
class GuideTest {
    /** Beside the drills. */
    private static final Set<Check> ELSEWHERE = EnumSet.of(Check.A18, Check.X03, Check.D04);

    @TempDir
    Path folder;

    record Row(String part, List<String> drills, Set<Check> checks, int mistakes) {
        @Override
        public String toString() {
            return part;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("../GUIDE.md")).stream()
                .map(line -> line.split(" *\\| *"))
                .filter(cells -> cells.length == 5 && cells[4].matches("\\d+"))
                .map(cells -> new Row(
                        cells[1],
                        Stream.of(cells[2].replace("`", "").split(", ")).toList(),
                        checks(cells[3]),
                        Integer.parseInt(cells[4])))
                .toList();
    }

    private static Set<Check> checks(String written) {
        return Stream.of(written.split(", "))
                .map(range -> range.split(" to "))
                .flatMap(ends -> Arrays.stream(Check.values())
                        .filter(check -> check.compareTo(Check.valueOf(ends[0])) >= 0
                                && check.compareTo(Check.valueOf(ends[ends.length - 1])) <= 0))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Check.class)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void row_names_drills_that_look_at_its_checks_and_counts_its_mistakes(Row row) {
        List<Drill> named = ReferenceDrills.of(Workspace.read(ReferenceWorkspace.copyTo(folder))).stream()
                .filter(drill -> row.drills().contains(drill.id()))
                .toList();
        Set<Check> looked = new HashSet<>(ELSEWHERE);
        named.forEach(drill -> drill.promises().forEach(promise -> looked.add(promise.check())));

        assertThat(named).hasSameSizeAs(row.drills());
        assertThat(looked).containsAll(row.checks());
        assertThat(Defects.shipped().stream()
                        .filter(defect -> defect.checks().stream().anyMatch(row.checks()::contains)))
                .hasSize(row.mistakes());
    }

    @Test
    void every_check_of_drills_is_in_a_row() throws IOException {
        assertThat(rows().stream().flatMap(row -> row.checks().stream()))
                .contains(Arrays.stream(Check.values())
                        .filter(check -> !check.isOfRules())
                        .filter(check -> !check.isOfEndpoints() || check == Check.X03)
                        .toArray(Check[]::new));
    }
}
