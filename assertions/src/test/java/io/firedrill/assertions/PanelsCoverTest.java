package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.TICK;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PanelsCoverTest {
    private static final Promise COVER = DashboardPromises.panelsCover(
            "golden signals", Map.of("traffic", "requests_total", "errors", "requests_total{status}"));

    private static final PanelReading TRAFFIC = panel("Requests", "sum(rate(requests_total[1m]))");
    private static final PanelReading ERRORS = panel("Errors", "sum(rate(requests_total{status=~\"5..\"}[1m]))");

    private static PanelReading panel(String title, String query) {
        return new PanelReading(
                "Shop", title, "A", Optional.empty(), List.of(), TICK, new Level(title, query, List.of(), SOURCE));
    }

    private static RecordedRule recording(String name, String query) {
        return new RecordedRule(name, "g", "rules.yml", query, TICK, "", Set.of(), Set.of(), List.of(), SOURCE);
    }

    private static Fixture asking(List<RecordedRule> recordings, PanelReading... panels) {
        Fixture fixture = healthy();
        fixture.metrics = new MetricEvidence(
                true, List.of(), List.of(), Optional.empty(), recordings, List.of(), List.of(panels), List.of());
        return fixture;
    }

    @Test
    void panel_for_each_signal_is_kept_also_while_it_draws_nothing() {
        assertThat(text(COVER, asking(List.of(), TRAFFIC, ERRORS)))
                .isEqualTo("kept: expected a panel for each of errors and traffic, but errors in \"Errors\", traffic in"
                        + " \"Requests\" []");
    }

    @Test
    void signal_that_no_panel_asks_for_is_broken_with_the_metric_to_ask_for() {
        assertThat(text(COVER, asking(List.of(), TRAFFIC)))
                .isEqualTo(
                        "broken: expected a panel for each of errors and traffic, but no panel asks for errors [add one"
                                + " that asks for requests_total{status}]");
    }

    @Test
    void name_that_only_begins_alike_is_another_metric() {
        assertThat(verdict(
                        COVER, asking(List.of(), panel("Requests", "rate(requests_total_by_team{status=\"5\"}[1m])"))))
                .isInstanceOf(Broken.class);
    }

    @Test
    void panel_that_asks_for_what_rules_record_shows_what_they_record_from() {
        PanelReading recorded = panel("Errors", "job:errors:ratio_rate5m");
        List<RecordedRule> rules = List.of(
                recording("job:errors:ratio_rate5m", "job:errors:rate5m / job:requests:rate5m"),
                recording("job:errors:rate5m", "sum by (job) (rate(requests_total{status=~\"5..\"}[5m]))"));

        assertThat(verdict(COVER, asking(rules, recorded))).isInstanceOf(Kept.class);
        assertThat(verdict(COVER, asking(rules.subList(0, 1), recorded))).isInstanceOf(Broken.class);
    }

    @Test
    void rules_that_record_each_other_end() {
        List<RecordedRule> rules = List.of(recording("a:b", "b:a + 1"), recording("b:a", "a:b + 1"));

        assertThat(verdict(COVER, asking(rules, panel("Odd", "a:b")))).isInstanceOf(Broken.class);
    }

    @Test
    void without_dashboards_or_without_what_rules_record_it_is_inconclusive() {
        assertThat(verdict(COVER, asking(List.of()))).isInstanceOf(Inconclusive.class);
        Fixture unread = healthy();
        unread.metrics = MetricEvidence.NONE.with(List.of(TRAFFIC), List.of());
        assertThat(text(COVER, unread))
                .contains("no panel asks for errors, unless by a recording rule, and rules were not read");
        unread.metrics = MetricEvidence.NONE.with(List.of(TRAFFIC, ERRORS), List.of());
        assertThat(verdict(COVER, unread)).isInstanceOf(Kept.class);
    }

    @Test
    void signal_that_is_no_metric_is_refused() {
        assertThatThrownBy(() -> DashboardPromises.panelsCover("signals", Map.of("traffic", "rate(x[1m])")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signal 'traffic' is the name of a metric");
    }
}
