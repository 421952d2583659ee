package io.firedrill.assertions;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrafanaRulesToldTest {
    private static final GrafanaRule ASKED = rule("Errors", Optional.of("up > 1"), "", "");
    private static final GrafanaRule PAUSED = rule("Slow", Optional.empty(), "it is paused", "");
    private static final GrafanaRule UNTOLD = rule("Odd", Optional.empty(), "", "it asks loki");

    private static GrafanaRule rule(String title, Optional<String> query, String wrong, String untold) {
        return new GrafanaRule(title, "web", "alerts.yml", 8, query, wrong, untold);
    }

    private static Verdict judged(GrafanaRule... rules) {
        return CoveragePromises.grafanaRulesAreDrilled(List.of(rules)).verdict();
    }

    @Test
    void rules_that_prometheus_can_be_asked_are_kept() {
        assertThat(judged(ASKED))
                .isInstanceOf(Verdict.Kept.class)
                .extracting(Verdict::actual)
                .isEqualTo(
                        "1 rule is asked of Prometheus as Grafana would: Errors (alerts.yml:8); whether it is exercised"
                                + " is told by A18");
    }

    @Test
    void rule_that_cannot_fire_is_broken_with_its_place_also_beside_one_that_is_not_known() {
        assertThat(judged(ASKED, PAUSED, UNTOLD))
                .isInstanceOf(Verdict.Broken.class)
                .extracting(Verdict::actual)
                .isEqualTo("1 of 3 rules cannot fire: Slow (alerts.yml:8): it is paused");
    }

    @Test
    void rule_that_only_grafana_can_ask_is_inconclusive() {
        assertThat(judged(ASKED, UNTOLD))
                .isInstanceOf(Verdict.Inconclusive.class)
                .extracting(Verdict::actual)
                .isEqualTo("only Grafana can ask 1 of 2 rules: Odd (alerts.yml:8): it asks loki");
    }
}
