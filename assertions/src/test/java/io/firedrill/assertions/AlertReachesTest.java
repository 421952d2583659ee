package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertReachesTest {
    private static final Promise ONCALL = Promises.reaches(LATENCY, "oncall");
    private static final String EXPECTED = "expected to be delivered to receiver oncall and to no other, but ";

    private static Fixture fired() {
        return slow().latency(pending(10.5, 12.8), firing(12.9, 31));
    }

    private static Fixture routed(String receiver) {
        return fired().routed("Latency", SLOW, view(13, 31, receiver));
    }

    @Test
    void alert_that_reaches_its_receiver_is_kept() {
        assertThat(text(ONCALL, routed("oncall").alarm(13.6, "oncall", "Latency", SLOW)))
                .isEqualTo("kept: " + EXPECTED
                        + "was delivered to oncall at t+13.6s, and Alertmanager routes it nowhere else []");
    }

    @Test
    void alert_that_was_only_pending_has_nothing_to_deliver() {
        Fixture fixture = routed("oncall")
                .alarm(13.6, "oncall", "Latency", SLOW)
                .timeline("Latency", Map.of("job", "x"), pending(11, 12));
        AlertSelector any = AlertSelector.of("Latency");
        assertThat(verdict(Promises.reaches(any, "oncall"), fixture)).isInstanceOf(Kept.class);
        assertThat(verdict(Promises.isDelivered(any), fixture)).isInstanceOf(Kept.class);
        fixture.alarm(14, "default", "Latency", Map.of("job", "x"));
        assertThat(verdict(Promises.reaches(any, "oncall"), fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_also_reaches_another_is_broken() {
        Fixture fixture =
                routed("oncall").alarm(13.6, "oncall", "Latency", SLOW).alarm(13.7, "default", "Latency", SLOW);
        assertThat(text(ONCALL, fixture)).startsWith("broken: " + EXPECTED + "was delivered to default at t+13.7s");
    }

    @Test
    void alert_that_is_routed_elsewhere_is_broken_even_before_delivery() {
        Fixture fixture = routed("default");
        fixture.routes.set(0, Fixture.route("oncall", "severity=\"critical\""));
        assertThat(text(ONCALL, fixture))
                .isEqualTo("broken: " + EXPECTED + "Alertmanager routes it to default [the first route that matches"
                        + " {alertname=\"Latency\", job=\"inference\", severity=\"page\"} is the root, to default]");
    }

    @Test
    void alert_that_is_delivered_elsewhere_is_broken_even_if_witnesses_are_deaf() {
        Fixture fixture = fired().alarm(13.6, "default", "Latency", SLOW).gap(Witness.ALERTMANAGER);
        assertThat(verdict(ONCALL, fixture)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_alertmanager_never_had_is_broken() {
        assertThat(text(ONCALL, fired()))
                .isEqualTo(
                        "broken: " + EXPECTED + "fired at t+12.9s, but Alertmanager never had it"
                                + " [it was lost between Prometheus and Alertmanager: look at Prometheus' alerting.alertmanagers and alert_relabel_configs]");
    }

    @Test
    void alert_that_alertmanager_could_not_be_seen_to_have_is_inconclusive() {
        assertThat(verdict(ONCALL, fired().gap(Witness.ALERTMANAGER))).isInstanceOf(Inconclusive.class);
        assertThat(text(ONCALL, slow().latency(firing(12.9, 13.8))))
                .contains("inconclusive: ", "fired too briefly to be seen in Alertmanager, from t+12.9s to t+13.8s");
        assertThat(verdict(ONCALL, slow().latency(firing(12.9, 13.9)))).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_only_the_event_log_has_is_inconclusive() {
        Fixture fixture = fired();
        fixture.events.addAll(Witnesses.grouped(13));
        assertThat(text(ONCALL, fixture))
                .isEqualTo("inconclusive: " + EXPECTED + "fired at t+12.9s, and Alertmanager's event log has it at"
                        + " t+13.0s, but its API never showed it []");
        Fixture before = fired();
        before.events.addAll(Witnesses.grouped(5));
        assertThat(verdict(ONCALL, before)).isInstanceOf(Broken.class);
    }

    @Test
    void alert_that_is_routed_right_but_not_delivered_is_inconclusive() {
        assertThat(text(ONCALL, routed("oncall")))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "is routed to oncall, but nothing was delivered at all (see N01) []");
        assertThat(verdict(ONCALL, routed("oncall").gap(Witness.INBOX))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void refused_notification_is_no_delivery() {
        assertThat(verdict(ONCALL, routed("oncall").notified(14, "oncall", true, "Latency", SLOW, 500)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void alert_that_never_fired_is_inconclusive() {
        assertThat(text(ONCALL, slow().latency(pending(11, 12))))
                .isEqualTo("inconclusive: " + EXPECTED + "never fired (see A01) []");
        assertThat(verdict(ONCALL, slow())).isInstanceOf(Inconclusive.class);
    }

    @Test
    void other_alert_at_another_receiver_changes_nothing() {
        Map<String, String> gateway = Map.of("job", "gateway", "severity", "page");
        Fixture fixture = routed("oncall")
                .alarm(13.6, "oncall", "Latency", SLOW)
                .timeline("Latency", gateway, firing(13, 31))
                .routed("Latency", gateway, view(13, 31, "default"))
                .alarm(13.6, "default", "Latency", gateway);
        assertThat(verdict(ONCALL, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void external_labels_do_not_hide_the_alert() {
        Map<String, String> more = new HashMap<>(SLOW);
        more.put("cluster", "eu");
        Fixture fixture =
                fired().routed("Latency", more, view(13, 31, "oncall")).alarm(13.6, "oncall", "Latency", more);
        assertThat(verdict(ONCALL, fixture)).isInstanceOf(Kept.class);
    }

    @Test
    void alert_with_more_labels_is_another_alert() {
        Map<String, String> more = new HashMap<>(SLOW);
        more.put("zone", "a");
        Fixture fixture = routed("oncall")
                .timeline("Latency", more, firing(13, 31))
                .routed("Latency", more, view(13, 31, "oncall"))
                .alarm(13.6, "oncall", "Latency", more);
        assertThat(text(ONCALL, fixture))
                .contains("inconclusive: ", "Latency{job=\"inference\", severity=\"page\"} is routed to oncall, but");
    }
}
