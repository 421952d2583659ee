package io.firedrill.scenarios.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Item;
import io.firedrill.evidence.alert.Notification.Text;
import io.firedrill.evidence.rule.ChainTrial.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final Map<String, String> SLOW = Map.of("alertname", "Slow");
    private static final Map<String, String> DOWN = Map.of("alertname", "Down");
    private static final Duration FIRED = Duration.ofSeconds(10);

    private final List<Notification> notifications = new ArrayList<>();

    @Test
    void first_message_to_each_recipient_counts_and_tells_what_stood_in_it() {
        told("oncall", 200, 11_000, firing(SLOW, "is slow"), firing(DOWN, "is down"));
        told("oncall", 200, 12_000, firing(SLOW, "is slow"));
        told("boss", 200, 13_000, firing(SLOW, "is slow"));

        List<Delivery> all = deliveries(SLOW);

        assertThat(all).extracting(each -> each.recipient().receiver()).containsExactly("oncall", "boss");
        assertThat(all.get(0).after()).isEqualTo(Duration.ofSeconds(1));
        assertThat(all.get(0).together()).isEqualTo(2);
        assertThat(all.get(0).end()).isEmpty();
        assertThat(all.get(0).tellsEnd()).isTrue();
        assertThat(all.get(1).tellsEnd()).isFalse();
    }

    @Test
    void end_is_that_of_the_same_alert_to_the_same_recipient() {
        told("oncall", 200, 11_000, firing(SLOW, "is slow"));
        told("oncall", 200, 20_000, resolved(DOWN));
        told("boss", 200, 20_000, resolved(SLOW));
        assertThat(deliveries(SLOW)).extracting(Delivery::end).containsExactly(Optional.empty());

        told("oncall", 200, 20_500, resolved(SLOW));
        assertThat(deliveries(SLOW)).extracting(Delivery::end).containsExactly(Optional.of(Duration.ofMillis(1500)));
    }

    @Test
    void message_that_was_turned_away_tells_nobody() {
        told("oncall", 500, 11_000, firing(SLOW, "is slow"));

        assertThat(deliveries(SLOW)).isEmpty();
    }

    @Test
    void alert_with_other_labels_is_another_one() {
        told("oncall", 200, 11_000, firing(Map.of("alertname", "Slow", "job", "a"), "is slow"));

        assertThat(deliveries(SLOW)).isEmpty();
    }

    @Test
    void rest_of_a_template_is_blamed_on_whose_it_is() {
        told("oncall", 200, 11_000, firing(SLOW, "is slow"), firing(DOWN, "{{ $labels.x }} is down"));

        assertThat(deliveries(SLOW)).extracting(Delivery::unexpanded).containsExactly(Optional.empty());
        assertThat(deliveries(DOWN))
                .extracting(Delivery::unexpanded)
                .containsExactly(Optional.of("{{ $labels.x }} is down"));
    }

    @Test
    void rest_of_a_template_of_alertmanagers_concerns_all() {
        notifications.add(notification(
                "oncall", 200, 11_000, List.of(new Text("text", "owner: {{ .Owner }}")), firing(SLOW, "is slow")));

        assertThat(deliveries(SLOW))
                .extracting(Delivery::unexpanded)
                .containsExactly(Optional.of("owner: {{ .Owner }}"));
    }

    private List<Delivery> deliveries(Map<String, String> labels) {
        return new Deliveries(notifications, each -> each.receiver().equals("oncall")).of(List.of(labels));
    }

    private void told(String receiver, int answered, long at, Item... alerts) {
        notifications.add(notification(receiver, answered, at, List.of(), alerts));
    }

    private static Notification notification(String receiver, int answered, long at, List<Text> shown, Item... alerts) {
        return new Notification(
                Duration.ofMillis(at),
                receiver,
                "webhook",
                "{}",
                List.of(alerts),
                0,
                List.of(),
                answered,
                new Source("inbox", "http://127.0.0.1/"),
                shown);
    }

    private static Item firing(Map<String, String> labels, String summary) {
        return new Item(true, labels, Map.of("summary", summary), FIRED, Optional.empty(), "1");
    }

    private static Item resolved(Map<String, String> labels) {
        return new Item(false, labels, Map.of(), FIRED, Optional.of(Duration.ofSeconds(19)), "1");
    }
}
