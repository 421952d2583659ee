package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    private static final List<Drill> DRILLS =
            List.of(drill("healthy baseline"), drill("slow inference"), drill("inference down"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "slow-inference | slow-inference",
                "*inference* | slow-inference inference-down",
                "inference-down, slow-inference | slow-inference inference-down",
                "*,slow-inference | healthy-baseline slow-inference inference-down",
                "' , ' | healthy-baseline slow-inference inference-down"
            })
    void ids_and_globs_select_drills_in_the_order_of_the_suite(String written, String ids) {
        assertThat(String.join(" ", select(written))).isEqualTo(ids);
    }

    @Test
    void everything_is_selected_without_the_setting() {
        assertThat(Selection.of(new Settings(Map.of()), DRILLS)).isEqualTo(DRILLS);
    }

    @Test
    void pattern_that_matches_nothing_names_the_nearest_drill_and_all_of_them() {
        assertThatThrownBy(() -> select("slow-inference, slow-infrence"))
                .isInstanceOf(StackException.class)
                .hasMessage("firedrill.drills: no drill is called 'slow-infrence'; did you mean 'slow-inference'?"
                        + " (there are: healthy-baseline, slow-inference, inference-down)");
    }

    @Test
    void malformed_glob_is_one_clear_line() {
        assertThatThrownBy(() -> select("{slow"))
                .isInstanceOf(StackException.class)
                .hasMessage("firedrill.drills: '{slow' is no glob; write ids or globs with commas between");
    }

    @ParameterizedTest
    @CsvSource({
        "broken, kept, false",
        "broken, inconclusive, false",
        "broken, broken, true",
        "inconclusive, kept, false",
        "inconclusive, inconclusive, true",
        "inconclusive, broken, true",
        "never, inconclusive, false",
        "never, broken, false"
    })
    void fail_on_says_which_verdicts_fail_the_run(String written, String verdict, boolean fails) {
        assertThat(failOn(written).fails(verdict(verdict))).isEqualTo(fails);
    }

    @Test
    void unproven_fails_the_run_unless_said_otherwise() {
        assertThat(FailOn.of(new Settings(Map.of()))).isEqualTo(FailOn.INCONCLUSIVE);
    }

    @Test
    void unknown_fail_on_names_the_nearest_value() {
        assertThatThrownBy(() -> failOn("brokn"))
                .isInstanceOf(StackException.class)
                .hasMessage("firedrill.fail-on: there is no value 'brokn'; did you mean 'broken'?"
                        + " (there are: broken, inconclusive, never)");
    }

    private static Verdict verdict(String word) {
        return switch (word) {
            case "kept" -> new Verdict.Kept("", "", "", List.of());
            case "broken" -> new Verdict.Broken("", "", "", List.of());
            default -> new Verdict.Inconclusive("", "", "", List.of());
        };
    }

    private static FailOn failOn(String written) {
        return FailOn.of(new Settings(Map.of("firedrill.fail-on", written)));
    }

    private static List<String> select(String written) {
        return Selection.of(new Settings(Map.of("firedrill.drills", written)), DRILLS).stream()
                .map(Drill::id)
                .toList();
    }

    private static Drill drill(String name) {
        return Drill.named(name, "A story.")
                .traffic(Traffic.steady(1, Duration.ofSeconds(1)))
                .build();
    }
}
