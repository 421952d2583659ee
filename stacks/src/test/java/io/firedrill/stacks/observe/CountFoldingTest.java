package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Receiver.Integration;
import io.firedrill.evidence.alert.Route;
import io.firedrill.stacks.observe.AlertmanagerClient.Alert;
import io.firedrill.stacks.observe.AlertmanagerClient.Group;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts of notifications tell, and what they leave open. */
class CountFoldingTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");
    private static final Source SOURCE = new Source("alertmanager metrics", "http://a/metrics");
    private static final List<Receiver> RECEIVERS = List.of(
            new Receiver("oncall", List.of(new Integration("slack", true))),
            new Receiver("tickets", List.of(new Integration("email", false))),
            new Receiver("watchdog", List.of(new Integration("webhook", true))),
            new Receiver("other", List.of(new Integration("slack", true))));

    private NotificationCounts counts = new NotificationCounts(ofSeconds(5));
    private final Map<String, Integer> taken = new HashMap<>(Map.of("webhook", 4, "slack", 7, "email", 0));
    private double process = 1;
    private double failed;
    private double slow;

    @BeforeEach
    void nothing_yet() {
        at(0, 0);
        at(1, 0);
    }

    /** Groups are flushed every three seconds. */
    private static Configuration configured(List<Receiver> receivers) {
        Route route = new Route(
                "oncall", List.of(), List.of(), ofSeconds(1), ofSeconds(3), ofSeconds(60), List.of(), List.of());
        return new Configuration(ofSeconds(1), ofSeconds(1), List.of(), List.of(route), receivers, Optional.empty());
    }

    private static Group group(String receiver, String... alerts) {
        List<Alert> all = Arrays.stream(alerts)
                .map(text -> new Alert(
                        text.replace("~", ""),
                        Map.of("alertname", text.replace("~", "")),
                        text.startsWith("~") ? "suppressed" : "active",
                        List.of(receiver),
                        List.of(),
                        List.of()))
                .toList();
        return new Group(receiver, Map.of("job", "shop"), all, List.of());
    }

    private void at(double second, int hidden, Group... groups) {
        Instant at = ZERO.plusMillis((long) (second * 1000));
        counts.add(new CountSample(
                at.minusMillis(10),
                at,
                Arrays.stream(groups).collect(Collectors.toMap(CountSample.Key::of, each -> each)),
                hidden,
                process,
                taken.entrySet().stream().collect(Collectors.toMap(each -> Map.of("integration", each.getKey()), each ->
                        (double) each.getValue())),
                Map.of(Map.of("integration", "slack"), failed),
                Map.of(Map.of("integration", "slack"), slow)));
    }

    private void taken(String integration) {
        taken.merge(integration, 1, Integer::sum);
    }

    private CountFolding folded() {
        return new CountFolding(configured(RECEIVERS), counts.counts(), ZERO)
                .add(counts.rises(), SOURCE, Optional.of("alertmanager"));
    }

    private List<String> told() {
        return folded().notifications().stream().map(CountFoldingTest::text).toList();
    }

    private static String text(Notification told) {
        return told.receiver() + " by " + told.integration() + " at "
                + told.at().toSeconds() + ": "
                + told.alerts().stream()
                        .map(each -> each.labels().get("alertname") + (each.firing() ? "" : " over"))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    @Test
    void rise_while_one_group_is_there_is_its_notification() {
        at(2, 0, group("oncall", "Down"));
        at(3, 0, group("oncall", "Down"));
        taken("slack");
        at(4, 0, group("oncall", "Down"));
        at(5, 0, group("oncall", "Down"));

        assertThat(told()).containsExactly("oncall by slack at 4: Down");
        assertThat(folded().gaps(counts.concerned())).isEmpty();
        Notification only = folded().notifications().get(0);
        assertThat(only.earliest()).as("when the sample before was asked for").contains(ofMillis(2990));
        assertThat(only.accepted()).isTrue();
        assertThat(only.sender()).contains("alertmanager");
    }

    @Test
    void rise_is_not_believed_before_the_next_sample() {
        at(2, 0, group("oncall", "Down"));
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        taken.merge("slack", -1, Integer::sum);
        at(4, 0, group("oncall", "Down"));
        at(5, 0, group("oncall", "Down"));

        assertThat(told())
                .as("an attempt that failed is counted before its failure")
                .isEmpty();
    }

    @Test
    void group_that_has_gone_is_told_of_its_end_once() {
        at(2, 0, group("oncall", "Down"));
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 1);
        at(5, 1);
        at(6, 1);
        taken("slack");
        at(7, 1);
        at(8, 1);
        taken("slack");
        at(9, 0);
        at(10, 0);

        assertThat(told()).containsExactly("oncall by slack at 3: Down", "oncall by slack at 7: Down over");
        assertThat(folded().gaps(counts.concerned()))
                .singleElement()
                .asString()
                .startsWith("what Alertmanager counted by slack may have been for a group that it does not show");
    }

    @Test
    void alert_that_leaves_its_group_is_told_of_with_the_others() {
        at(2, 0, group("oncall", "Down", "Slow"));
        at(3, 0, group("oncall", "Slow"));
        at(4, 0, group("oncall", "Slow"));
        at(5, 0, group("oncall", "Slow"));
        taken("slack");
        at(6, 0, group("oncall", "Slow"));
        taken("slack");
        at(7, 0, group("oncall", "Slow"));
        at(8, 0, group("oncall", "Slow"));

        assertThat(told()).containsExactly("oncall by slack at 6: Down over, Slow", "oncall by slack at 7: Slow");
    }

    @Test
    void end_of_what_nobody_was_told_of_is_not_told_either() {
        Group withheld =
                new Group("oncall", Map.of(), group("oncall", "~Missing").alerts(), List.of());
        at(2, 0, group("oncall", "Down"));
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 0, group("oncall", "Down"), withheld);
        at(5, 2);
        at(6, 2);
        at(7, 2);
        taken("slack");
        at(8, 2);
        at(9, 0);
        at(10, 2);

        assertThat(told()).containsExactly("oncall by slack at 3: Down", "oncall by slack at 8: Down over");
        assertThat(folded().gaps(counts.concerned())).isEmpty();
    }

    @Test
    void end_is_not_told_by_an_integration_that_is_silent_about_it() {
        at(2, 0, group("tickets", "Low"));
        taken("email");
        at(3, 0, group("tickets", "Low"));
        at(4, 1);
        at(5, 1);
        taken("email");
        at(6, 1);
        at(7, 1);

        assertThat(told()).containsExactly("tickets by email at 3: Low");
    }

    @Test
    void silenced_alert_is_not_what_was_told() {
        at(2, 0, group("oncall", "~Down", "Slow"));
        at(3, 0, group("oncall", "~Down", "Slow"));
        at(4, 0, group("oncall", "~Down", "Slow"));
        taken("slack");
        at(5, 0, group("oncall", "~Down", "Slow"));
        at(6, 0, group("oncall", "~Down", "Slow"));

        assertThat(told()).containsExactly("oncall by slack at 5: Slow");
    }

    @Test
    void notification_while_somebody_comes_or_leaves_may_be_with_or_without_them() {
        at(2, 0, group("oncall", "Slow"));
        taken("slack");
        at(3, 0, group("oncall", "Slow", "Down"));
        taken("slack");
        at(4, 0, group("oncall", "Slow", "Down"));
        at(5, 0, group("oncall", "Slow", "Down"));
        at(6, 0, group("oncall", "Slow"));
        taken("slack");
        at(7, 0, group("oncall", "Slow"));
        at(8, 0, group("oncall", "Slow"));

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }

    /** What is told after all is what was there when it was tried first. */
    @Test
    void notification_that_failed_at_first_or_took_long_may_be_an_old_one() {
        at(2, 0, group("oncall", "Down"));
        slow++;
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 0, group("oncall", "Down"));
        taken("slack");
        at(5, 0, group("oncall", "Down"));
        failed++;
        at(6, 0, group("oncall", "Down"));
        taken("slack");
        at(7, 0, group("oncall", "Down"));
        at(8, 0, group("oncall", "Down"));

        assertThat(told()).containsExactly("oncall by slack at 5: Down");
    }

    @Test
    void rise_while_two_groups_are_there_is_nobodys() {
        at(2, 0, group("oncall", "Down"), group("other", "Else"));
        taken("slack");
        at(3, 0, group("oncall", "Down"), group("other", "Else"));
        at(4, 0, group("oncall", "Down"), group("other", "Else"));

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(counts.concerned()))
                .containsExactly("what Alertmanager counted by slack may have been for oncall or other and any of"
                        + " their alerts; give remote.inbox or remote.events to know");
    }

    @Test
    void alert_that_always_fires_is_no_reason_to_doubt_what_another_integration_tells() {
        NotificationCounts own = new NotificationCounts(ofSeconds(5));
        double[][] course = {{0, 4, 7}, {1, 4, 7}, {2, 4, 7}, {3, 5, 8}, {4, 5, 8}};
        for (double[] sample : course) {
            Instant at = ZERO.plusSeconds((long) sample[0]);
            List<Group> groups = sample[0] < 2
                    ? List.of(group("watchdog", "Watchdog"))
                    : List.of(group("watchdog", "Watchdog"), group("oncall", "Down"));
            own.add(new CountSample(
                    at,
                    at,
                    groups.stream().collect(Collectors.toMap(CountSample.Key::of, each -> each)),
                    0,
                    1,
                    Map.of(Map.of("integration", "webhook"), sample[1], Map.of("integration", "slack"), sample[2]),
                    Map.of(),
                    Map.of()));
        }

        List<Receiver> receivers = List.of(
                new Receiver("watchdog", List.of(new Integration("webhook", true))),
                new Receiver("oncall", List.of(new Integration("webhook", true), new Integration("slack", true))));
        CountFolding folding =
                new CountFolding(configured(receivers), own.counts(), ZERO).add(own.rises(), SOURCE, Optional.empty());

        assertThat(folding.notifications())
                .extracting(CountFoldingTest::text)
                .containsExactly("oncall by slack at 3: Down");
        assertThat(folding.gaps(own.concerned())).isEmpty();
    }

    /** Two flushes after the first look it has told what it had to. */
    @Test
    void group_that_was_hidden_from_the_begin_may_be_the_one_until_it_must_have_told() {
        hiddenFromTheBegin();
        for (int second = 2; second < 12; second++) {
            taken("slack");
            at(second, 1, group("oncall", "Down"));
        }

        assertThat(told().get(0)).startsWith("oncall by slack at 8:");
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }

    @Test
    void group_that_was_hidden_from_the_begin_may_be_the_one_as_long_as_attempts_fail() {
        hiddenFromTheBegin();
        for (int second = 2; second < 12; second++) {
            failed++;
            taken("slack");
            at(second, 1, group("oncall", "Down"));
        }

        assertThat(told()).isEmpty();
    }

    @Test
    void group_that_was_hidden_from_the_begin_is_nobody_once_it_is_dropped() {
        hiddenFromTheBegin();
        at(2, 0, group("oncall", "Down"));
        at(3, 0, group("oncall", "Down"));
        taken("slack");
        at(4, 0, group("oncall", "Down"));
        at(5, 0, group("oncall", "Down"));

        assertThat(told()).containsExactly("oncall by slack at 4: Down");
    }

    private void hiddenFromTheBegin() {
        counts = new NotificationCounts(ofSeconds(5));
        at(0, 1);
        at(1, 1);
    }

    @Test
    void group_that_was_dropped_meanwhile_may_be_the_one() {
        at(2, 1, group("oncall", "Down"));
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 0, group("oncall", "Down"));

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }

    @Test
    void rise_over_a_long_time_is_nobodys() {
        at(2, 0, group("oncall", "Down"));
        taken("slack");
        at(9, 0, group("oncall", "Down"));
        at(10, 0, group("oncall", "Down"));

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }

    @Test
    void counts_that_begin_anew_tell_nothing() {
        at(2, 0, group("oncall", "Down"));
        process = 2;
        taken.replaceAll((integration, value) -> 0);
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 0, group("oncall", "Down"));

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }

    @Test
    void rise_without_anybody_to_tell_is_a_doubt_about_whoever_is_told_that_way() {
        at(2, 0);
        taken("slack");
        at(3, 0);
        at(4, 0);

        assertThat(told()).isEmpty();
        assertThat(folded().gaps(Set.of("oncall"))).hasSize(1);
        assertThat(folded().gaps(Set.of("tickets", "watchdog")))
                .as("by other ways")
                .isEmpty();
    }

    @Test
    void group_that_comes_back_may_have_told_its_end_before() {
        at(2, 0, group("oncall", "Down"));
        taken("slack");
        at(3, 0, group("oncall", "Down"));
        at(4, 1);
        at(5, 1);
        taken("slack");
        at(6, 0, group("oncall", "Down"));
        at(7, 0, group("oncall", "Down"));

        assertThat(told()).containsExactly("oncall by slack at 3: Down");
        assertThat(folded().gaps(counts.concerned())).hasSize(1);
    }
}
