package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.alert.Notification.Text;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The alerts of a notification, carried beside what people read. Slack messages, PagerDuty events and mails hold text and
 * no label sets, so the drill's copy of a configuration adds one template where nobody sees it: to Slack's
 * {@code callback_id}, to PagerDuty's details, and to the headers of a mail. Base64 passes through each of them unchanged.
 * Needs the template functions of Alertmanager 0.34.
 */
public final class Carried {
    /** The template that writes the alerts. */
    public static final String TEMPLATE =
            "{{ dict \"alerts\" .Alerts \"groupLabels\" .GroupLabels | toJson | base64encode }}";

    /** What stands before the alerts in Slack's {@code callback_id}. */
    public static final String SLACK_MARK = "firedrill:";

    /** PagerDuty's detail. */
    public static final String DETAIL = "firedrill_alerts";

    /** The mail header with the alerts. */
    public static final String HEADER = "X-Firedrill-Alerts";

    /** The mail header with the receiver, {@linkplain #encoded(String) encoded}. */
    public static final String RECEIVER_HEADER = "X-Firedrill-Receiver";

    /** Stands where a secret stood; as long as PagerDuty's keys are. */
    public static final String PLACEHOLDER = "firedrill-keeps-no-secrets-00000";

    private Carried() {}

    /**
     * A receiver's name as it is written in paths and headers.
     *
     * @param receiver any name
     * @return ASCII without blanks, slashes and braces
     */
    public static String encoded(String receiver) {
        return URLEncoder.encode(receiver, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The reverse; what is not encoded stays as it is. */
    static String decoded(String receiver) {
        try {
            return URLDecoder.decode(receiver.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return receiver;
        }
    }

    /**
     * The message of carried alerts.
     *
     * @param where the field that carries them, for the problem that there are none
     * @param groupKey empty to take the labels of the group
     * @param shown what people read
     */
    static Message message(String where, String base64, String groupKey, List<String> problems, List<Text> shown) {
        Optional<JsonNode> root = json(base64).filter(JsonNode::isObject);
        List<String> all = new ArrayList<>(problems);
        if (root.isEmpty()) {
            all.add(where + " must hold the alerts, but what the drill added did not arrive: a template failed");
            return new Message(Optional.empty(), groupKey, List.of(), 0, all, shown);
        }
        List<Message.Alert> alerts = new AlertsReader(all).read(root.get().path("alerts"));
        return new Message(Optional.empty(), key(groupKey, root.get()), alerts, 0, all, shown);
    }

    private static Optional<JsonNode> json(String base64) {
        try {
            return Optional.of(Body.json(Base64.getUrlDecoder().decode(base64.strip())));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String key(String groupKey, JsonNode root) {
        if (!groupKey.isEmpty()) {
            return groupKey;
        }
        Map<String, String> labels = AlertsReader.strings(root.path("groupLabels"));
        List<String> pairs = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .toList();
        return "{" + String.join(", ", pairs) + "}";
    }
}
