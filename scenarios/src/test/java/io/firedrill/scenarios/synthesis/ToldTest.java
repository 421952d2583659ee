package io.firedrill.scenarios.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages are those of promtool 3.16. */
class ToldTest {
    @Test
    void nothing_told_is_nothing_seen() {
        Told told = Told.of(List.of());

        assertThat(told.alerts()).isEmpty();
        assertThat(told.firedEarly()).isFalse();
        assertThat(told.firesLate()).isFalse();
        assertThat(told.pending()).isZero();
        assertThat(told.trouble()).isEmpty();
    }

    @Test
    void alert_has_its_labels_and_its_texts() {
        Told told = Told.of(List.of("""
                    alertname: Slow, time: 16m, \n\
                        exp:[], \n\
                        got:[
                        0:
                          Labels:{alertname="Slow", path="/a\\"b", severity="page"}
                          Annotations:{summary="it is \\"slow\\"\\nvery"}
                        ]"""));

        assertThat(told.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.labels()).containsEntry("path", "/a\"b").containsEntry("severity", "page");
            assertThat(alert.annotations()).containsEntry("summary", "it is \"slow\"\nvery");
        });
    }

    @Test
    void what_was_asked_is_told_apart() {
        assertThat(Told.of(List.of(message("count_over_time(ALERTS{alertstate=\\\"firing\\\"}[4m])")))
                        .firedEarly())
                .isTrue();
        assertThat(Told.of(List.of(message("ALERTS{alertstate=\\\"firing\\\"}")))
                        .firesLate())
                .isTrue();
        assertThat(Told.of(List.of(message("max(count_over_time(ALERTS{alertstate=\\\"pending\\\"}[9m]))")))
                        .pending())
                .isEqualTo(5);
    }

    @Test
    void rule_that_is_not_loaded_is_refused_with_the_reason() {
        Told told =
                Told.of(List.of("/tmp/x/alert-9.yml.rules: group \"drill\", rule 1, \"Slow\": annotation \"summary\":"
                        + " template: __alert_Slow:1: function \"nonsense\" not defined"));

        assertThat(told.refused())
                .contains("annotation \"summary\": template: __alert_Slow:1: function \"nonsense\" not defined");
    }

    @Test
    void other_trouble_is_no_refusal() {
        Told told = Told.of(List.of("rule: Slow, time: 5m, err: query timed out in query execution\nmore"));

        assertThat(told.trouble()).isEqualTo("rule: Slow, time: 5m, err: query timed out in query execution");
        assertThat(told.refused()).isEmpty();
    }

    private static String message(String expr) {
        return "    expr: \"" + expr + "\", time: 20m,\n        exp: nil\n        got: {} 5E+00";
    }
}
