package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.route;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Fixture.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.AlertmanagerAlert.View;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The alert is posted from 10 s to 30 s. */
class PostedTest {
    private static final Map<String, String> POSTED = Map.of("severity", "page", AlertmanagerAlert.POSTED, "posted");
    private static final AlertSelector DISK = AlertSelector.of("DiskFull").with("severity", "page");
    private static final Promise ROUTED =
            RoutingPromises.postedIsRouted(DISK, "route of the page", List.of("oncall", "here"));
    private static final Promise DELIVERED = RoutingPromises.postedIsDelivered(DISK, "route of the page", "here", s(5));

    private static Fixture posted() {
        Fixture fixture = new Fixture();
        fixture.faults.add(new FaultRecord(
                "route of the page",
                "posted alert",
                "route of the page",
                "DiskFull was posted",
                Optional.empty(),
                s(10),
                s(30),
                s(30),
                SOURCE));
        return fixture;
    }

    private static View to(String... receivers) {
        return new View(s(11), s(29), "active", List.of(receivers), List.of(), List.of());
    }

    private static Fixture routed(View... views) {
        return posted().routed("DiskFull", POSTED, views);
    }

    @Test
    void alert_that_has_all_its_receivers_and_no_other_is_kept() {
        assertThat(text(ROUTED, routed(to("here", "oncall"))))
                .isEqualTo(
                        "kept: expected to be routed to oncall and here and to no other, but Alertmanager routes it to"
                                + " here and oncall []");
    }

    @Test
    void receiver_too_few_or_too_many_is_broken_and_the_route_told() {
        Fixture fixture = routed(to("here"));
        fixture.routes.clear();
        fixture.routes.add(route("here", "severity=\"page\""));

        assertThat(text(ROUTED, fixture))
                .startsWith("broken: ")
                .contains("Alertmanager routes it to here [the first route that matches", "goes to here]");
        assertThat(text(ROUTED, routed(to("here", "oncall", "boss")))).startsWith("broken: ");
    }

    @Test
    void alert_that_a_rule_fires_is_not_the_posted_one() {
        Fixture fired = posted().routed("DiskFull", Map.of("severity", "page"), to("here", "oncall"));

        assertThat(verdict(ROUTED, fired)).isInstanceOf(Inconclusive.class);
        assertThat(DISK.selectsRouted(Fixture.named("DiskFull", POSTED)))
                .as("nor is the posted one one that fires")
                .isFalse();
    }

    @Test
    void alert_that_nobody_posted_or_saw_is_inconclusive() {
        assertThat(text(ROUTED, new Fixture())).contains("the drill posted no alert \"route of the page\"");
        assertThat(text(ROUTED, posted())).contains("Alertmanager took it and never showed it");
        assertThat(verdict(ROUTED, routed(to("here", "oncall")).gap(Witness.ALERTMANAGER)))
                .isInstanceOf(Inconclusive.class);
    }

    @Test
    void delivery_in_time_is_kept_and_a_late_one_broken() {
        assertThat(text(DELIVERED, routed(to("here", "oncall")).alarm(13, "here", "DiskFull", POSTED)))
                .isEqualTo(
                        "kept: expected to be delivered to here within 5s of being posted, but was delivered to here at"
                                + " t+13.0s, 3s after it was posted []");
        assertThat(text(DELIVERED, routed(to("here", "oncall")).alarm(16, "here", "DiskFull", POSTED)))
                .startsWith("broken: ");
    }

    @Test
    void delivery_that_was_counted_is_late_only_if_it_must_have_been() {
        Promise oncall = RoutingPromises.postedIsDelivered(DISK, "route of the page", "oncall", s(5));

        assertThat(verdict(oncall, routed(to("oncall")).counted(14, 14.5, true, "DiskFull", POSTED)))
                .isInstanceOf(Kept.class);
        assertThat(verdict(oncall, routed(to("oncall")).counted(14.8, 15.3, true, "DiskFull", POSTED)))
                .isInstanceOf(Inconclusive.class);
        assertThat(text(oncall, routed(to("oncall")).counted(15.1, 15.6, true, "DiskFull", POSTED)))
                .startsWith("broken: ");
    }

    @Test
    void delivery_elsewhere_or_of_another_alert_or_turned_away_is_none() {
        assertThat(text(
                        DELIVERED,
                        routed(to("here", "oncall"))
                                .alarm(9, "here", "DiskFull", POSTED)
                                .alarm(13, "oncall", "DiskFull", POSTED)
                                .alarm(13, "here", "DiskFull", Map.of("severity", "page"))
                                .notified(13, "here", true, "DiskFull", POSTED, 500)))
                .startsWith("broken: ")
                .contains("was not delivered there [look whether");
    }

    @Test
    void alert_that_is_withheld_is_inconclusive_with_the_reason() {
        assertThat(text(DELIVERED, routed(view(11, 29, "here", "silence-7"))))
                .startsWith("inconclusive: ")
                .contains("was not delivered: a silence covers it, silence-7");
        assertThat(text(
                        DELIVERED,
                        routed(new View(s(11), s(29), "suppressed", List.of("here"), List.of(), List.of("fp9")))))
                .contains("alert fp9 inhibits it");
        assertThat(text(
                        DELIVERED,
                        routed(new View(
                                s(11),
                                s(29),
                                "active",
                                List.of("here"),
                                List.of(),
                                List.of(),
                                Map.of("here", List.of("nights"))))))
                .contains("a time interval mutes it");
    }

    @Test
    void nobody_who_sees_what_is_delivered_is_inconclusive() {
        assertThat(verdict(DELIVERED, routed(to("here", "oncall")).gap(Witness.INBOX)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(DELIVERED, routed(to("here")).alarm(15, "here", "DiskFull", POSTED)))
                .isInstanceOf(Kept.class);
    }
}
