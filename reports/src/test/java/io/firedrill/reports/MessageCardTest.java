package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import io.firedrill.reports.MessageCard.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCardTest {
    private static Notification message(int second, String integration, boolean firing, int answered, Text... shown) {
        Notification.Item item = new Notification.Item(
                firing, Map.of("alertname", "Slow"), Map.of(), Duration.ZERO, Optional.empty(), "fp");
        return new Notification(
                Duration.ofSeconds(second),
                "oncall",
                integration,
                "{}",
                List.of(item),
                0,
                List.of(),
                answered,
                new Source("inbox", "http://inbox"),
                List.of(shown));
    }

    private static Notification slack(int second, boolean firing, String link) {
        return message(
                second,
                "slack",
                firing,
                200,
                new Text("attachment title", "FIRING: gateway Slow"),
                new Text("text", ""),
                new Text("username", "Alertmanager"),
                new Text("attachment title_link", link),
                new Text("attachment text", "gateway: Slow.\nP99 is 600 ms.\n"),
                new Text("attachment footer", "prometheus"),
                new Text("attachment fallback", "FIRING"));
    }

    @Test
    void slack_message_is_shown_as_slack_shows_it() {
        assertThat(MessageCard.of(List.of(slack(3, true, "https://runbooks.example.com/Slow"))))
                .containsExactly(new MessageCard(
                        "Slack for oncall",
                        "t+3 s",
                        false,
                        true,
                        "FIRING: gateway Slow",
                        "https://runbooks.example.com/Slow",
                        List.of(new Piece("gateway: Slow.\nP99 is 600 ms.", "")),
                        List.of(new Text("footer", "prometheus"))));
    }

    @Test
    void link_of_slack_shows_its_words() {
        Notification linked = message(
                3,
                "slack",
                true,
                200,
                new Text("attachment title", "Slow"),
                new Text("attachment text", "Slow. <https://r/Slow|Runbook> <https://d/1>"));

        assertThat(MessageCard.of(List.of(linked)).get(0).body())
                .containsExactly(
                        new Piece("Slow. ", ""),
                        new Piece("Runbook", "https://r/Slow"),
                        new Piece(" ", ""),
                        new Piece("https://d/1", "https://d/1"));
    }

    @Test
    void mail_shows_subject_and_body_and_page_its_details() {
        MessageCard mail = MessageCard.of(List.of(message(
                        3,
                        "email",
                        true,
                        250,
                        new Text("Subject", "Slow"),
                        new Text("text body", "It is slow.\nRunbook: https://r/Slow\n"))))
                .get(0);
        assertThat(mail.title()).isEqualTo("Slow");
        assertThat(mail.body())
                .containsExactly(
                        new Piece("It is slow.\nRunbook: ", ""), new Piece("https://r/Slow", "https://r/Slow"));
        MessageCard page = MessageCard.of(List.of(message(
                        3,
                        "pagerduty",
                        true,
                        202,
                        new Text("payload.summary", "Slow"),
                        new Text("custom_details.runbook", "https://r"))))
                .get(0);
        assertThat(page.details()).containsExactly(new Text("runbook", "https://r"));
    }

    @Test
    void group_is_shown_once_firing_and_once_over() {
        List<MessageCard> cards = MessageCard.of(
                List.of(slack(3, true, ""), slack(5, true, ""), slack(9, false, ""), slack(11, false, "")));

        assertThat(cards).extracting(MessageCard::at, MessageCard::over).hasSize(2);
        assertThat(cards.get(1).over()).isTrue();
    }

    @Test
    void message_that_was_turned_away_says_so_and_webhooks_are_for_programs() {
        assertThat(MessageCard.of(List.of(message(3, "slack", true, 429, new Text("attachment title", "Slow"))))
                        .get(0)
                        .taken())
                .isFalse();
        assertThat(MessageCard.of(List.of(message(3, "webhook", true, 200)))).isEmpty();
    }

    @Test
    void link_that_is_no_address_leads_nowhere() {
        assertThat(MessageCard.of(List.of(slack(3, true, "javascript:alert(1)")))
                        .get(0)
                        .link())
                .isEmpty();
    }

    @Test
    void many_groups_are_a_dozen_cards() {
        List<Notification> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Notification one = slack(i, true, "");
            many.add(new Notification(
                    one.at(),
                    "team-" + i,
                    one.integration(),
                    one.groupKey(),
                    one.alerts(),
                    0,
                    List.of(),
                    200,
                    one.source(),
                    one.shown()));
        }

        assertThat(MessageCard.of(many)).hasSize(12);
    }
}
