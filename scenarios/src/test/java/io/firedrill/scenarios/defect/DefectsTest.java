package io.firedrill.scenarios.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.verdict.Check;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.shipped.ReferenceDrills;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefectsTest {
    private static final Defect DEFECT = defect(Check.A01);
    /** Judged beside the drill. */
    private static final Set<Check> ELSEWHERE = EnumSet.of(Check.A18, Check.X03, Check.D04);

    @TempDir
    Path folder;

    static Stream<Defect> shipped() {
        return Defects.shipped().stream();
    }

    @Test
    void every_check_has_a_defect() {
        assertThat(Defects.shipped())
                .extracting(Defect::check)
                .contains(Arrays.stream(Check.values())
                        .filter(check -> !check.isOfRules())
                        .filter(check -> !check.isOfEndpoints() || check == Check.X03)
                        .toArray(Check[]::new));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shipped_defect_can_be_made_and_its_drill_looks_at_its_checks(Defect defect) {
        Path file = ReferenceWorkspace.copyTo(folder);
        defect.applyTo(folder);

        Drill drill = ReferenceDrills.of(Workspace.read(file)).stream()
                .filter(each -> each.id().equals(defect.drill()))
                .findFirst()
                .orElseThrow();
        assertThat(defect.checks())
                .isNotEmpty()
                .allSatisfy(check -> assertThat(drill.promises())
                        .anyMatch(promise -> promise.check() == check || ELSEWHERE.contains(check)));
    }

    @Test
    void text_to_replace_must_stand_there_exactly_once() throws IOException {
        Files.writeString(folder.resolve("rules.yml"), "for: 1m\nfor: 1m\n");

        assertThatThrownBy(() -> edited("for: 1m").applyTo(folder))
                .isInstanceOf(StackException.class)
                .hasMessage("defect x: 'for: 1m' must stand in rules.yml exactly once, but stands there more often;"
                        + " correct the defect");
        assertThatThrownBy(() -> edited("for: 2m").applyTo(folder)).hasMessageContaining("but stands there nowhere");
    }

    @Test
    void file_that_is_missing_is_one_clear_line() {
        assertThatThrownBy(() -> edited("x").applyTo(folder))
                .isInstanceOf(StackException.class)
                .hasMessageStartingWith("defect x: " + folder.resolve("rules.yml") + " cannot be edited: ");
    }

    @Test
    void defects_of_the_same_name_are_refused() {
        String one = "- {id: x, check: A01, drill: d, story: s, edits: []}\n";

        assertThatThrownBy(() -> Defects.read("defects.yaml", stream(one + one)))
                .hasMessage("defects.yaml: defect x stands there twice; rename one");
    }

    @Test
    void defect_is_caught_when_its_check_alone_is_red() {
        assertThat(trial(Set.of(Check.A01)).verdict()).isEqualTo("caught");
        assertThat(trial(Set.of(Check.A01, Check.A05)).verdict()).isEqualTo("caught, with false alarms");
        assertThat(trial(Set.of(Check.A05)).verdict()).isEqualTo("caught by others");
        assertThat(trial(Set.of()).verdict()).isEqualTo("missed");
        assertThat(new Trial(defect(Check.A01, Check.D02), Set.of(Check.A01), Set.of(), Optional.empty()).verdict())
                .isEqualTo("caught in part");
        assertThat(Trial.failed(DEFECT, "no Docker\nat all").verdict()).isEqualTo("not held: no Docker");
    }

    @Test
    void table_names_what_turned_red_and_counts_what_was_caught() {
        Trial noisy = new Trial(DEFECT, EnumSet.of(Check.A05, Check.A01), Set.of(Check.N01), Optional.empty());

        assertThat(DefectTable.of(List.of(trial(Set.of(Check.A01)), noisy))).isEqualToNormalizingNewlines("""
                        | defect | expected | red     | inconclusive     | verdict |
                        | ---    | ---      | ---     | ---              | --- |
                        | x      | A01      | A01     |                  | caught |
                        | x      | A01      | A01 A05 | N01              | caught, with false alarms |
                        1 of 2 defects turned exactly the expected checks red""");
    }

    private static Trial trial(Set<Check> red) {
        return new Trial(DEFECT, red, Set.of(), Optional.empty());
    }

    private static Defect defect(Check... checks) {
        return new Defect("x", List.of(checks), "slow-inference", "A story.", List.of());
    }

    private static Defect edited(String find) {
        return new Defect("x", List.of(Check.A01), "d", "A story.", List.of(new Defect.Edit("rules.yml", find, "y")));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
