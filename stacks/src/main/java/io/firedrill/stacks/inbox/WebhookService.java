package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plain webhook. It answers 200 also when it finds problems, because most real receivers do; a body that is no JSON is
 * answered with 400.
 *
 * <p><b>Contract</b> (Alertmanager 0.34 {@code webhook_config}, payload version 4; {@code notify/webhook} and
 * {@code template.Data}): {@code version} is {@code "4"}; {@code groupKey}, {@code receiver} and {@code externalURL}
 * are not empty; {@code status} is {@code firing} if an alert fires, else {@code resolved}; {@code groupLabels},
 * {@code commonLabels} and {@code commonAnnotations} are objects; {@code truncatedAlerts} counts what was left out;
 * each of {@code alerts} has {@code status}, {@code labels} with {@code alertname}, {@code startsAt},
 * {@code fingerprint}, and {@code endsAt} once resolved. Beyond that, {@code receiver} must be the one in the path. Each
 * breach is a problem of the notification.
 */
final class WebhookService implements HttpService {
    @Override
    public String integration() {
        return "webhook";
    }

    @Override
    public String suffix() {
        return "";
    }

    @Override
    public Reply fail(int status) {
        return Reply.empty(status);
    }

    @Override
    public Decoded read(byte[] body) {
        try {
            return new Decoded(new Reader(Body.json(body)).read(), Reply.empty(200));
        } catch (JsonProcessingException e) {
            return new Decoded(
                    Message.unreadable("the body must be JSON: " + e.getOriginalMessage()), Reply.empty(400));
        }
    }

    /** Walks one message and notes each breach of the contract. Confined to one call. */
    private static final class Reader {
        private final JsonNode root;
        private final List<String> problems = new ArrayList<>();
        private final AlertsReader reader = new AlertsReader(problems);

        Reader(JsonNode root) {
            this.root = root;
        }

        Message read() {
            if (!root.isObject()) {
                return Message.unreadable("the body must be a JSON object, but was " + root.getNodeType());
            }
            expectText(root, "version", "4");
            String groupKey = reader.text(root, "", "groupKey");
            String receiver = reader.text(root, "", "receiver");
            expectObjects("groupLabels", "commonLabels", "commonAnnotations");
            reader.text(root, "", "externalURL");
            List<Message.Alert> alerts = reader.read(root.path("alerts"));
            int truncated = root.path("truncatedAlerts").asInt(0);
            status(alerts, truncated);
            return new Message(
                    Optional.of(receiver).filter(name -> !name.isEmpty()),
                    groupKey,
                    alerts,
                    truncated,
                    problems,
                    List.of());
        }

        private void expectText(JsonNode node, String field, String expected) {
            String actual = node.path(field).asText("");
            if (!node.path(field).isTextual() || !actual.equals(expected)) {
                problems.add(field + " must be \"" + expected + "\", but was " + AlertsReader.shown(node.path(field)));
            }
        }

        private void expectObjects(String... fields) {
            for (String field : fields) {
                if (!root.path(field).isObject()) {
                    problems.add(field + " must be an object, but was " + AlertsReader.shown(root.path(field)));
                }
            }
        }

        private void status(List<Message.Alert> alerts, int truncated) {
            String status = root.path("status").asText("");
            if (!status.equals("firing") && !status.equals("resolved")) {
                problems.add("status must be firing or resolved, but was " + AlertsReader.shown(root.path("status")));
                return;
            }
            boolean firing = alerts.stream().anyMatch(Message.Alert::firing);
            if (truncated == 0 && !alerts.isEmpty() && firing != status.equals("firing")) {
                problems.add("status must agree with the alerts, but was " + status);
            }
        }
    }
}
