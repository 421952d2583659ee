package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.EvidenceFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void open_traffic_lasts_as_long_as_its_phases_together() {
        Traffic traffic =
                Traffic.ramp(1, 50, SECOND.multipliedBy(10)).thenPause(SECOND).thenSteady(50, SECOND);

        assertThat(traffic.lasts()).isEqualTo(Duration.ofSeconds(12));
    }

    @Test
    void traffic_survives_the_way_to_the_fork() throws Exception {
        var mapper = EvidenceFile.mapper();
        Traffic open = Traffic.steady(0.5, SECOND)
                .thenPause(SECOND)
                .streaming(0.25)
                .refused(0.75)
                .asking("m", "p");
        Traffic closed = Traffic.users(3, SECOND).thinking(SECOND).named("crowd");

        assertThat(mapper.readValue(mapper.writeValueAsString(open), Traffic.class))
                .isEqualTo(open);
        assertThat(mapper.readValue(mapper.writeValueAsString(closed), Traffic.class))
                .isEqualTo(closed);
    }

    @Test
    void traffic_that_sends_nothing_is_refused() {
        assertThatThrownBy(() -> Traffic.steady(0, SECOND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("open traffic must send requests, but was ");
        assertThatThrownBy(() -> Traffic.users(0, SECOND)).hasMessage("users must be at least 1, but was 0");
        assertThatThrownBy(() -> Traffic.steady(1, Duration.ZERO))
                .hasMessage("duration of traffic must be positive, but was PT0S");
    }

    @Test
    void impossible_rates_and_shares_are_refused() {
        assertThatThrownBy(() -> Traffic.steady(Double.NaN, SECOND))
                .hasMessage("rate must be within 0 and 100000 per second, but was NaN");
        assertThatThrownBy(() -> Traffic.ramp(-1, 5, SECOND))
                .hasMessage("rate must be within 0 and 100000 per second, but was -1.0");
        assertThatThrownBy(() -> Traffic.steady(1, SECOND).streaming(1.5))
                .hasMessage("streaming share must be within 0 and 1, but was 1.5");
        assertThatThrownBy(() -> Traffic.steady(1, SECOND).refused(Double.NaN))
                .hasMessage("refused share must be within 0 and 1, but was NaN");
    }

    @Test
    void steps_that_do_not_fit_the_profile_are_refused() {
        assertThatThrownBy(() -> Traffic.users(1, SECOND).thenPause(SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("closed traffic has no phases");
        assertThatThrownBy(() -> Traffic.steady(1, SECOND).thinking(SECOND))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("open traffic has no thinking users");
    }

    @Test
    void a_plan_does_not_print_its_key() {
        URI target = URI.create("http://127.0.0.1:1/v1/chat/completions");
        LoadPlan plan = new LoadPlan(target, Traffic.steady(1, SECOND), Path.of("x"), SECOND, Optional.of("sk-secret"));

        assertThat(plan.toString()).doesNotContain("sk-secret").contains("127.0.0.1:1");
        assertThatThrownBy(() -> new LoadPlan(
                        URI.create("localhost:1"), plan.traffic(), plan.folder(), SECOND, Optional.empty()))
                .hasMessage("target of traffic must be an http or https URL, but was localhost:1");
    }

    @Test
    void requests_cannot_be_refused_for_their_key_where_none_is_asked_for() {
        Traffic refused = Traffic.steady(1, SECOND).refused(0.5);

        assertThatThrownBy(() ->
                        new LoadPlan(URI.create("http://127.0.0.1:1"), refused, Path.of("x"), SECOND, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give warm-up an Authorization header");
    }
}
