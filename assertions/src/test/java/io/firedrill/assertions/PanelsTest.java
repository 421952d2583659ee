package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The fault lasts from 10 s to 30 s. */
class PanelsTest {
    private static final Promise DRAW = DashboardPromises.panelsDraw("Errors");
    private static final Promise RISES = DashboardPromises.panelRises("Latency", "slow");
    private static final Promise FALLS = DashboardPromises.panelFalls("Latency", "slow");

    private static final Promise SHOWS = DashboardPromises.panelShows("Alerts", AlertSelector.of("Latency"));

    private static PanelReading panel(String title, String ref, List<String> missing, Level.Course... courses) {
        return new PanelReading(
                "Shop", title, ref, Optional.empty(), missing, s(1), new Level(title, "q", List.of(courses), SOURCE));
    }

    private static PanelReading panel(String title, IntToDoubleFunction course) {
        return panel(title, "A", List.of(), course(0, 40, course));
    }

    private static Level.Course course(int from, int to, IntToDoubleFunction value) {
        List<Level.Point> points = new ArrayList<>();
        for (int second = from; second < to; second++) {
            points.add(new Level.Point(s(second), value.applyAsDouble(second)));
        }
        return new Level.Course(Map.of(), points);
    }

    private static Fixture drawing(PanelReading... panels) {
        Fixture fixture = slow();
        fixture.metrics = MetricEvidence.NONE.with(List.of(panels), List.of());
        return fixture;
    }

    @Test
    void panels_that_draw_are_kept_and_those_for_trouble_are_named() {
        assertThat(text(DRAW, drawing(panel("Latency", at -> 1), panel("Errors", "A", List.of("errors_total")))))
                .isEqualTo("kept: expected each panel's query to be taken, and to draw something under traffic, but"
                        + " 1 of 2 queries drew something; Errors only in trouble (see D02) []");
    }

    @Test
    void panel_that_draws_nothing_is_broken_and_says_which_series_are_missing() {
        assertThat(text(
                        DRAW,
                        drawing(
                                panel("Latency", at -> 1),
                                panel("Latency", "B", List.of("latencey_bucket{job=\"a\"}")),
                                panel("Ratio", "A", List.of()))))
                .isEqualTo("broken: expected each panel's query to be taken, and to draw something under traffic, but"
                        + " \"Latency\" (B) of \"Shop\" draws nothing and \"Ratio\" of \"Shop\" draws nothing [there is no"
                        + " series of latencey_bucket{job=\"a\"}; every series that it asks for is there, and together they"
                        + " give nothing]");
    }

    @Test
    void panel_that_draws_a_point_now_and_then_is_broken() {
        PanelReading rare = panel("Latency", "A", List.of(), course(5, 8, at -> 1));

        assertThat(text(DRAW, drawing(rare)))
                .endsWith("\"Latency\" of \"Shop\" draws 3 of 39 points [look whether its window holds two scrapes]");
        assertThat(verdict(DRAW, drawing(panel("Latency", "A", List.of(), course(5, 9, at -> 1)))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void query_that_is_not_taken_is_broken_also_of_a_panel_for_trouble() {
        PanelReading wrong = new PanelReading(
                "Shop",
                "Errors",
                "A",
                Optional.of("parse error: unclosed left parenthesis"),
                List.of(),
                s(1),
                new Level("Errors", "sum(", List.of(), SOURCE));

        assertThat(text(DRAW, drawing(wrong)))
                .startsWith("broken: ")
                .contains("\"Errors\" of \"Shop\" is not taken: parse error: unclosed left parenthesis");
    }

    @Test
    void dashboards_that_nobody_asked_or_could_not_be_asked_or_without_traffic_are_inconclusive() {
        assertThat(verdict(DRAW, drawing())).isInstanceOf(Inconclusive.class);
        Fixture unread = drawing(panel("Latency", at -> 1));
        unread.metrics = unread.metrics.with(
                unread.metrics.panels(), List.of(new Gap(Witness.PROMETHEUS, "it did not answer", SOURCE)));
        assertThat(verdict(DRAW, unread)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(RISES, unread)).isInstanceOf(Inconclusive.class);
        Fixture idle = drawing(panel("Latency", at -> 1));
        idle.ledger.clear();
        assertThat(verdict(DRAW, idle)).as("it drew all the same").isInstanceOf(Kept.class);
        Fixture quiet = drawing(panel("Latency", at -> 1), panel("Cost", "A", List.of("cost_usd_total")));
        quiet.ledger.clear();
        assertThat(text(DRAW, quiet))
                .startsWith("inconclusive: ")
                .contains("\"Cost\" of \"Shop\" drew nothing, and no traffic was sent");
    }

    @Test
    void panel_that_rises_to_twice_what_it_was_is_kept_and_less_is_broken() {
        assertThat(text(RISES, drawing(panel("Latency", at -> at < 12 ? 3 : 6))))
                .isEqualTo("kept: expected to rise to twice what it was, or appear, while fault \"slow\" lasts, but"
                        + " was 3 before, and 6 in the second half of it []");
        assertThat(text(RISES, drawing(panel("Latency", at -> at < 12 ? 3 : 5.9))))
                .startsWith("broken: ")
                .endsWith("[look whether it asks for what the fault changes]");
    }

    @Test
    void panel_that_appears_is_kept_and_one_that_draws_nothing_is_broken_with_what_is_missing() {
        assertThat(verdict(RISES, drawing(panel("Latency", "A", List.of(), course(14, 40, at -> 0.1)))))
                .isInstanceOf(Kept.class);
        assertThat(text(RISES, drawing(panel("Latency", "A", List.of("x_total")))))
                .endsWith("drew nothing meanwhile [there is no series of x_total]");
        assertThat(verdict(RISES, drawing(panel("Latency", "A", List.of(), course(31, 40, at -> 9)))))
                .as("after the fault")
                .isInstanceOf(Broken.class);
    }

    @Test
    void moment_of_a_peak_is_no_rise_and_a_cold_start_hides_none() {
        assertThat(verdict(RISES, drawing(panel("Latency", at -> at == 22 ? 90 : 3))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(RISES, drawing(panel("Latency", at -> at < 3 ? 50 : at < 12 ? 3 : 20))))
                .isInstanceOf(Kept.class);
    }

    /** A sum that only grows is twice what it was by itself. */
    @Test
    void growth_that_goes_on_as_before_is_no_rise() {
        assertThat(text(RISES, drawing(panel("Latency", at -> 10 * at))))
                .startsWith("broken: ")
                .contains("was 50 before, on the way to 250, and 250 in the second half of it");
        assertThat(verdict(FALLS, drawing(panel("Latency", at -> 1000 - 30 * at))))
                .isInstanceOf(Broken.class);
    }

    /** A quantile of few requests swings, and the time before a fault can be short. */
    @Test
    void swing_before_the_fault_foretells_nothing() {
        assertThat(text(RISES, drawing(panel("Latency", at -> at < 12 ? 3 + at / 5.0 + at % 3 / 2.0 : 9 + at % 2))))
                .startsWith("kept: ")
                .doesNotContain("on the way to");
    }

    @Test
    void panel_that_falls_to_half_of_what_it_was_is_kept() {
        assertThat(verdict(FALLS, drawing(panel("Latency", at -> at < 12 ? 60 : 30))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(FALLS, drawing(panel("Latency", at -> at < 12 ? 60 : 31))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(FALLS, drawing(panel("Latency", "A", List.of(), course(14, 40, at -> 0.1)))))
                .as("it was not there before")
                .isInstanceOf(Broken.class);
    }

    @Test
    void series_that_rises_beside_another_one_is_kept_and_one_that_takes_the_place_of_another_is_no_rise() {
        Level.Course before = course(0, 12, at -> 5);
        Level.Course steady =
                new Level.Course(Map.of("kind", "a"), course(0, 40, at -> 9).points());
        Level.Course rising = new Level.Course(
                Map.of("kind", "b"), course(0, 40, at -> at < 12 ? 0 : 3).points());
        Level.Course replaced =
                new Level.Course(Map.of("pod", "2"), course(12, 40, at -> 5).points());

        assertThat(verdict(RISES, drawing(panel("Latency", "A", List.of(), steady, rising))))
                .isInstanceOf(Kept.class);
        assertThat(verdict(RISES, drawing(panel("Latency", "A", List.of(), before, replaced))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void one_query_of_a_panel_that_moves_is_enough() {
        assertThat(verdict(
                        RISES,
                        drawing(
                                panel("Latency", "A", List.of(), course(0, 40, at -> 1)),
                                panel("Latency", "B", List.of(), course(0, 40, at -> at < 12 ? 1 : 9)))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void panel_that_no_dashboard_has_is_broken_and_the_others_are_told() {
        assertThat(text(RISES, drawing(panel("Latencies", at -> 1))))
                .endsWith("but no dashboard has such a panel [they have Latencies]");
    }

    @Test
    void fault_that_did_not_bite_is_inconclusive() {
        Promise other = DashboardPromises.panelRises("Latency", "another");
        assertThat(verdict(other, drawing(panel("Latency", at -> at < 12 ? 3 : 6))))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void panel_about_alerts_shows_the_one_that_fires_by_its_name_or_by_a_number_that_rises_with_it() {
        Level.Course watchdog = named("Watchdog", course(0, 40, at -> 1));
        Level.Course slow = named("Latency", course(15, 40, at -> 1));

        assertThat(text(SHOWS, showing(panel("Alerts", "A", List.of(), watchdog, slow))))
                .isEqualTo(
                        "kept: expected to show alert Latency while it fires, but it fired from t+15.0s to t+30.0s, and the"
                                + " panel drew it []");
        assertThat(verdict(SHOWS, showing(panel("Alerts", at -> at < 15 ? 1 : 2))))
                .isInstanceOf(Kept.class);
    }

    @Test
    void panel_about_alerts_that_shows_others_or_shows_it_when_it_is_over_is_broken() {
        Level.Course watchdog = named("Watchdog", course(0, 40, at -> 1));

        assertThat(text(SHOWS, showing(panel("Alerts", "A", List.of(), watchdog))))
                .isEqualTo(
                        "broken: expected to show alert Latency while it fires, but it fired from t+15.0s to t+30.0s, and"
                                + " the panel drew nothing of it [look at the labels that it asks for]");
        assertThat(verdict(
                        SHOWS,
                        showing(panel("Alerts", "A", List.of(), watchdog, named("Latency", course(31, 40, at -> 1))))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(SHOWS, showing(panel("Alerts", "A", List.of())))).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_fires_between_two_points_of_a_panel_is_inconclusive() {
        Fixture brief = drawing(panel("Alerts", "A", List.of())).latency(Fixture.firing(15.1, 16.9));

        assertThat(text(SHOWS, brief)).contains("it fired from t+15.1s to t+16.9s, and panels are read every 1s");
    }

    @Test
    void panel_about_an_alert_that_did_not_fire_or_was_not_watched_is_inconclusive() {
        assertThat(text(SHOWS, drawing(panel("Alerts", at -> 1)))).contains("it did not fire (see A01)");
        Fixture deaf = showing(panel("Alerts", at -> 1));
        deaf.gaps.add(new Gap(Witness.PROMETHEUS, "it did not answer", SOURCE));
        assertThat(verdict(SHOWS, deaf)).isInstanceOf(Inconclusive.class);
    }

    private static Fixture showing(PanelReading... panels) {
        return drawing(panels).latency(Fixture.firing(15, 30));
    }

    private static Level.Course named(String alert, Level.Course course) {
        return new Level.Course(Map.of("alertname", alert), course.points());
    }
}
