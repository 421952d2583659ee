package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.PanelSight;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class PanelCoverageTest {
    private static final List<DrillResult> RESULTS = List.of(
            drill(
                    Drills.healthy(),
                    sight("Latency", "", List.of(), List.of()),
                    sight("Errors", "there is no series of errors_total", List.of(), List.of()),
                    sight("Cost", "there is no series of cost_usd_total", List.of(), List.of()),
                    sight("Up", "", List.of(), List.of())),
            drill(
                    Drills.slowInference(),
                    sight("Latency", "", List.of("slow", "gone"), List.of("slow")),
                    sight("Errors", "", List.of("slow", "gone"), List.of("gone")),
                    sight("Cost", "there is no series of cost_usd_total", List.of("slow", "gone"), List.of()),
                    sight("Up", "", List.of("slow", "gone"), List.of())));

    private static PanelSight sight(String panel, String trouble, List<String> faults, List<String> moved) {
        return new PanelSight("Shop", panel, "A", "q", trouble, faults, moved);
    }

    private static DrillResult drill(DrillResult of, PanelSight... panels) {
        return new DrillResult(of.evidence(), of.judgements(), of.detections(), of.instrumentation(), List.of(panels));
    }

    private static CoveredPanel covered(String panel) {
        return PanelCoverage.of(RESULTS).stream()
                .filter(each -> each.panel().equals(panel))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void panel_that_draws_in_one_drill_draws_and_tells_what_it_moved_with() {
        assertThat(covered("Errors").drills()).containsExactly("slow-inference");
        assertThat(covered("Errors").moved()).containsExactly("gone");
        assertThat(covered("Latency").advice()).isEmpty();
    }

    @Test
    void panel_that_never_draws_is_told_with_the_series_that_is_missing() {
        assertThat(covered("Cost").drew()).isFalse();
        assertThat(covered("Cost").advice()).isEqualTo("there is no series of cost_usd_total");
    }

    @Test
    void panel_that_nothing_moves_is_told_so() {
        assertThat(covered("Up").advice())
                .isEqualTo("it moved with none of 2 faults: break what it is there to show, or take it out");
        assertThat(PanelCoverage.of(RESULTS.subList(0, 1)).get(3).advice())
                .as("nothing was broken")
                .isEmpty();
    }

    @Test
    void summary_and_page_tell_them() {
        Readiness readiness = Readiness.of(RESULTS, Runs.RUN);

        assertThat(Summary.of(readiness))
                .contains("panel queries: 4 read, 3 drew something, 2 moved with a fault; never drew: Cost");
        assertThat(Jsoup.parse(HtmlPage.render(RESULTS, readiness))
                        .select("#panels tbody tr")
                        .eachText())
                .hasSize(4)
                .last()
                .asString()
                .contains("Up")
                .contains("it moved with none of 2 faults");
    }

    @Test
    void run_without_dashboards_tells_of_none() {
        Readiness readiness = Readiness.of(Drills.all(), Runs.RUN);

        assertThat(readiness.panels()).isEmpty();
        assertThat(Summary.of(readiness)).doesNotContain("panel queries");
    }
}
