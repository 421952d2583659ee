package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertViewsTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");
    private static final Source SOURCE = new Source("alertmanager", "alerts");

    private final AlertViews views = new AlertViews(ofSeconds(1));

    @Test
    void equal_neighbours_are_one_view() {
        poll(-100, active("a"));
        poll(0, active("a"));
        poll(100, active("a"));

        assertThat(fold(1000))
                .containsExactly(new AlertmanagerAlert(
                        "a", Map.of("alertname", "Slow"), List.of(view(-100, 100, "active", List.of())), SOURCE));
    }

    @Test
    void change_of_state_begins_a_view() {
        poll(0, active("a"));
        poll(100, silenced("a", "s1"));
        poll(200, silenced("a", "s1"));

        assertThat(fold(1000).get(0).views())
                .containsExactly(view(0, 0, "active", List.of()), view(100, 200, "suppressed", List.of("s1")));
    }

    @Test
    void poll_that_does_not_see_the_alert_ends_its_view() {
        poll(0, active("a"));
        poll(100);
        poll(200, active("a"));

        assertThat(fold(1000).get(0).views())
                .containsExactly(view(0, 0, "active", List.of()), view(200, 200, "active", List.of()));
    }

    @Test
    void time_without_polls_ends_a_view_only_beyond_the_tolerance() {
        poll(0, active("a"));
        poll(1000, active("a"));
        poll(2001, active("a"));

        assertThat(fold(5000).get(0).views())
                .containsExactly(view(0, 1000, "active", List.of()), view(2001, 2001, "active", List.of()));
    }

    @Test
    void what_lies_after_the_end_is_cut() {
        poll(0, active("a"));
        poll(500, active("a"), active("late"));

        assertThat(fold(300))
                .singleElement()
                .satisfies(alert -> assertThat(alert.views()).containsExactly(view(0, 300, "active", List.of())));
    }

    private void poll(long at, Alert... seen) {
        views.add(ZERO.plusMillis(at), List.of(seen));
    }

    private List<AlertmanagerAlert> fold(long end) {
        return views.fold(ZERO, ZERO.plusMillis(end), SOURCE);
    }

    private static View view(long from, long to, String state, List<String> silencedBy) {
        return new View(ofMillis(from), ofMillis(to), state, List.of("oncall"), silencedBy, List.of());
    }

    private static Alert active(String fingerprint) {
        return alert(fingerprint, "active", List.of());
    }

    private static Alert silenced(String fingerprint, String silence) {
        return alert(fingerprint, "suppressed", List.of(silence));
    }

    private static Alert alert(String fingerprint, String state, List<String> silencedBy) {
        return new Alert(fingerprint, Map.of("alertname", "Slow"), state, List.of("oncall"), silencedBy, List.of());
    }
}
