package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.alert.Notification.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Slack's incoming webhook, as Alertmanager 0.34's {@code notify/slack} uses it: one message with one attachment.
 *
 * <p><b>Replies</b> (Slack, "Handling errors" of incoming webhooks): 200 {@code ok}; 400 {@code invalid_payload},
 * {@code no_text} or {@code too_many_attachments}; 404 {@code channel_not_found}; 429 {@code rate_limited}; 500
 * {@code rollback_error}. Alertmanager takes no other text than {@code ok} for success, and tries again only after 5xx.
 * Which channels a workspace has is not known here: a channel is refused when no channel can have that name.
 *
 * <p><b>Left out</b>: blocks, buttons and threads, which are taken and not looked at, every attachment but the first, the Web API
 * ({@code chat.postMessage} with a bot's token), and how many messages a second Slack takes. Read 2026-08.
 */
final class SlackService implements HttpService {
    private static final int MOST_ATTACHMENTS = 100;
    private static final int LONGEST_TEXT = 40_000;
    private static final int LONGEST_TITLE = 1024;
    /** A name, a user or an id; a channel's name has at most 80 characters, no capitals, blanks or dots. */
    private static final Pattern CHANNEL =
            Pattern.compile("[CDGU][A-Z0-9]{8,}|#?[^#@\\sA-Z.,!?<>{}\"']{1,80}|@[\\w.-]+");

    @Override
    public String integration() {
        return "slack";
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public Reply fail(int status) {
        return Reply.text(
                status,
                switch (status) {
                    case 400 -> "invalid_payload";
                    case 403 -> "action_prohibited";
                    case 404 -> "no_service";
                    case 410 -> "channel_is_archived";
                    case 429 -> "rate_limited";
                    default -> "rollback_error";
                });
    }

    @Override
    public Decoded read(byte[] body) {
        JsonNode root;
        try {
            root = Body.json(body);
        } catch (JsonProcessingException e) {
            return refused(Message.unreadable("the body must be JSON: " + e.getOriginalMessage()), fail(400));
        }
        if (!root.isObject()) {
            return refused(
                    Message.unreadable("the body must be a JSON object, but was " + root.getNodeType()), fail(400));
        }
        Message message = new Reader(root).read();
        if (root.path("attachments").size() > MOST_ATTACHMENTS) {
            return refused(message, Reply.text(400, "too_many_attachments"));
        }
        if (texts(root).allMatch(String::isBlank)) {
            return refused(message, Reply.text(400, "no_text"));
        }
        String channel = root.path("channel").asText("");
        return channel.isEmpty() || CHANNEL.matcher(channel).matches()
                ? new Decoded(message, Reply.text(200, "ok"))
                : refused(message, Reply.text(404, "channel_not_found"));
    }

    private static Decoded refused(Message message, Reply reply) {
        return new Decoded(message.with(List.of("Slack answers " + reply.status() + " " + reply.body())), reply);
    }

    /** What a person can see of it. */
    private static Stream<String> texts(JsonNode root) {
        Stream<String> ofAttachments = elements(root.path("attachments"))
                .flatMap(attachment -> Stream.concat(
                        Stream.of("title", "pretext", "text", "fallback", "image_url", "footer")
                                .map(field -> attachment.path(field).asText("")),
                        elements(attachment.path("fields"))
                                .map(field -> field.path("value").asText(""))));
        return Stream.concat(Stream.of(root.path("text").asText("")), ofAttachments);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /** Walks one message. Confined to one call. */
    private static final class Reader {
        private final JsonNode root;
        private final JsonNode attachment;
        private final List<String> problems = new ArrayList<>();
        private final Prose prose = new Prose(problems);
        private final List<Text> shown = new ArrayList<>();

        Reader(JsonNode root) {
            this.root = root;
            this.attachment = root.path("attachments").path(0);
        }

        Message read() {
            String title = text("title");
            prose.uncut("title", title, LONGEST_TITLE);
            text("text", root.path("text").asText(""));
            text("username", root.path("username").asText(""));
            Stream.of("title_link", "pretext", "text", "footer").forEach(this::text);
            fields();
            if (root.path("text").asText("").isBlank()) {
                prose.present("fallback", text("fallback"), "a phone shows nothing else of it");
            }
            String id = attachment.path("callback_id").asText("");
            int mark = id.lastIndexOf(Carried.SLACK_MARK);
            String carried = mark < 0 ? "" : id.substring(mark + Carried.SLACK_MARK.length());
            return Carried.message("callback_id", carried, "", problems, shown);
        }

        private void fields() {
            int number = 0;
            for (JsonNode field : attachment.path("fields")) {
                String name = "fields[" + number++ + "]";
                text(name + ".title", field.path("title").asText(""));
                String value = field.path("value").asText("");
                text(name + ".value", value);
                prose.present(name + ".value", value, "a person would see its title only");
            }
        }

        private String text(String field) {
            String text = attachment.path(field).asText("");
            text("attachment " + field, text);
            return text;
        }

        private void text(String field, String text) {
            shown.add(new Text(field, text));
            prose.atMost(field, text, LONGEST_TEXT);
        }
    }
}
