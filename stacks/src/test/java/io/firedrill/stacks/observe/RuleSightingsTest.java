package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.RuleSighting.Active;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleSightingsTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T10:00:00Z");
    private static final Source SOURCE = new Source("prometheus", "rules");

    private final RuleSightings sightings = new RuleSightings();

    private void poll(long at, long evaluated, String health, String alerts) {
        sightings.add(ZERO.plusMillis(at), json("""
                        {"groups":[{"name":"g","file":"f.yml","rules":[{"name":"Slow","query":"q","labels":{},
                        "health":"%s","lastError":"","lastEvaluation":"%s","alerts":[%s]}]}]}""".formatted(health, ZERO.plusMillis(evaluated), alerts)));
    }

    private static String alert(String state) {
        return "{\"state\":\"" + state + "\",\"labels\":{\"alertname\":\"Slow\"}}";
    }

    private static JsonNode json(String text) {
        try {
            return EvidenceFile.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private RuleSighting seen(long end) {
        return sightings.fold(ZERO, ZERO.plusMillis(end), SOURCE).get(0);
    }

    @Test
    void evaluations_are_counted_once_and_the_longest_gap_is_kept() {
        poll(0, -50, "ok", "");
        poll(100, 50, "ok", "");
        poll(150, 50, "ok", "");
        poll(600, 550, "ok", "");

        RuleSighting rule = seen(700);
        assertThat(rule.name()).isEqualTo("Slow");
        assertThat(rule.evaluations()).isEqualTo(3);
        assertThat(rule.longestGap()).isEqualTo(ofMillis(500));
        assertThat(rule.troubles()).isEmpty();
    }

    /** A rule that is not evaluated any more has no later evaluation to show it. */
    @Test
    void evaluations_that_stopped_are_a_gap_to_the_end() {
        poll(0, 0, "ok", "");
        poll(2000, 0, "ok", "");

        assertThat(seen(2000).longestGap()).hasSeconds(2);
    }

    @Test
    void health_but_ok_is_noted_once() {
        poll(0, 0, "err", "");
        poll(100, 100, "err", "");

        assertThat(seen(200).troubles()).containsExactly("err");
    }

    @Test
    void alerts_are_stretches_of_one_state() {
        poll(0, 0, "ok", alert("pending"));
        poll(100, 100, "ok", alert("pending"));
        poll(200, 200, "ok", alert("firing"));
        poll(300, 300, "ok", "");
        poll(400, 400, "ok", alert("firing"));

        Map<String, String> labels = Map.of("alertname", "Slow");
        assertThat(seen(350).alerts())
                .containsExactly(
                        new Active(labels, AlertState.PENDING, ofMillis(0), ofMillis(100)),
                        new Active(labels, AlertState.FIRING, ofMillis(200), ofMillis(200)));
        assertThat(seen(500).alerts()).hasSize(3);
    }
}
