package io.firedrill.reports;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import io.firedrill.reports.drawing.Times;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A message as a person sees it.
 *
 * @param way by what it came and for whom, e.g. {@code Slack for oncall}
 * @param at when, from clock zero
 * @param over whether it tells an end
 * @param taken whether its receiver took it
 * @param title what it shows first
 * @param link where the title leads; empty if nowhere
 * @param body its text, with line breaks, links apart
 * @param details what else it shows
 */
record MessageCard(
        String way,
        String at,
        boolean over,
        boolean taken,
        String title,
        String link,
        List<MessageCard.Piece> body,
        List<Text> details) {
    private static final int MOST = 12;

    /** What names the fields that are text, a link, or seen on a phone or beside the message only. */
    private static final Set<String> TEXTS = Set.of("text", "pretext", "text body", "HTML body");

    private static final Set<String> ELSEWHERE = Set.of("title_link", "fallback", "username");

    /** What Slack takes for a link, {@code <address|words>}, and what any reader of mails does. */
    private static final Pattern LINK = Pattern.compile("<(https?://[^|>\\s]+)\\|([^>]+)>|<?(https?://[^|>\\s]+)>?");

    /** Words, and where they lead; to nowhere if that is empty. */
    record Piece(String text, String link) {}

    private record Told(String receiver, String integration, String group, boolean over) {}

    /** Of each group the first message by each way, and the first that it is over; a dozen at most. */
    static List<MessageCard> of(List<Notification> notifications) {
        Set<Told> told = new HashSet<>();
        return notifications.stream()
                .filter(each ->
                        each.shown().stream().anyMatch(text -> !text.text().isBlank()))
                .filter(each -> told.add(new Told(each.receiver(), each.integration(), each.groupKey(), isOver(each))))
                .limit(MOST)
                .map(MessageCard::of)
                .toList();
    }

    private static MessageCard of(Notification message) {
        List<Text> shown =
                message.shown().stream().filter(text -> !text.text().isBlank()).toList();
        Text title = shown.get(0);
        return new MessageCard(
                service(message.integration()) + " for " + message.receiver(),
                Times.offset(message.at()),
                isOver(message),
                message.accepted(),
                title.text(),
                shown.stream()
                        .filter(text -> kind(text).equals("title_link"))
                        .map(Text::text)
                        .filter(link -> link.matches("(?i)https?://.*"))
                        .findFirst()
                        .orElse(""),
                pieces(shown.stream()
                        .filter(text -> !text.equals(title) && TEXTS.contains(kind(text)))
                        .map(text -> text.text().strip())
                        .collect(Collectors.joining("\n"))),
                shown.stream()
                        .filter(text -> !text.equals(title) && isDetail(kind(text)))
                        .map(text -> new Text(kind(text), text.text()))
                        .toList());
    }

    private static List<Piece> pieces(String body) {
        List<Piece> pieces = new ArrayList<>();
        Matcher links = LINK.matcher(body);
        int from = 0;
        while (links.find()) {
            pieces.add(new Piece(body.substring(from, links.start()), ""));
            boolean named = links.group(1) != null;
            pieces.add(named ? new Piece(links.group(2), links.group(1)) : new Piece(links.group(3), links.group(3)));
            from = links.end();
        }
        pieces.add(new Piece(body.substring(from), ""));
        return pieces.stream().filter(piece -> !piece.text().isEmpty()).toList();
    }

    private static boolean isOver(Notification message) {
        return !message.alerts().isEmpty() && message.alerts().stream().noneMatch(Notification.Item::firing);
    }

    private static boolean isDetail(String kind) {
        return !TEXTS.contains(kind) && !ELSEWHERE.contains(kind);
    }

    /** Without the part of the message that it stands in. */
    private static String kind(Text text) {
        return text.field().replaceFirst("^(attachment |payload\\.|custom_details\\.)", "");
    }

    private static String service(String integration) {
        return switch (integration.toLowerCase(Locale.ROOT)) {
            case "slack" -> "Slack";
            case "email" -> "Mail";
            case "pagerduty" -> "PagerDuty";
            default -> integration;
        };
    }
}
