package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.firedrill.evidence.alert.Notification.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * PagerDuty's Events API v2, {@code POST /v2/enqueue}, as Alertmanager 0.34's {@code notify/pagerduty} uses it.
 *
 * <p><b>Replies</b>: 202 with {@code status}, {@code message} and {@code dedup_key}; 400 with {@code status},
 * {@code message} and {@code errors}; 413 for an event of more than 512 kB; 429; 5xx. A trigger needs a summary of at
 * most 1024 characters, a source, and a severity of {@code critical}, {@code warning}, {@code error} or {@code info}; an
 * acknowledgement or a resolution needs a {@code dedup_key}. Alertmanager tries again after 429 and 5xx.
 *
 * <p><b>Left out</b>: change events, images and links, which are taken and not looked at, whether a routing key is one of a service
 * that exists, the REST API, and what PagerDuty then does with an incident. Read 2026-08.
 */
final class PagerDutyService implements HttpService {
    private static final int LARGEST = 512_000;
    private static final int LONGEST_SUMMARY = 1024;
    private static final int LONGEST_DEDUP_KEY = 255;
    private static final Set<String> ACTIONS = Set.of("trigger", "acknowledge", "resolve");
    private static final Set<String> SEVERITIES = Set.of("critical", "warning", "error", "info");

    private final JsonMapper mapper = new JsonMapper();

    @Override
    public String integration() {
        return "pagerduty";
    }

    @Override
    public String suffix() {
        return "/v2/enqueue";
    }

    @Override
    public Reply fail(int status) {
        return switch (status) {
            case 400 -> invalid(List.of("'payload' is missing or blank"));
            case 429 -> reply(429, "throttle exceeded", "Requests for this service are arriving too quickly.");
            default -> reply(status, "error", "The event was not processed.");
        };
    }

    @Override
    public Decoded read(byte[] body) {
        if (body.length > LARGEST) {
            return refused(
                    Message.unreadable("the event must be at most " + LARGEST + " bytes"),
                    reply(413, "invalid event", "Event size exceeds the limit"));
        }
        try {
            return read(Body.json(body));
        } catch (JsonProcessingException e) {
            return refused(
                    Message.unreadable("the body must be JSON: " + e.getOriginalMessage()),
                    reply(400, "invalid event", "Event object is invalid JSON"));
        }
    }

    private Decoded read(JsonNode root) {
        if (!root.isObject()) {
            return refused(
                    Message.unreadable("the body must be a JSON object, but was " + root.getNodeType()),
                    reply(400, "invalid event", "Event object is invalid JSON"));
        }
        List<String> errors = errors(root);
        Message message = message(root).with(errors);
        return errors.isEmpty() ? new Decoded(message, accepted(root)) : refused(message, invalid(errors));
    }

    private static List<String> errors(JsonNode root) {
        List<String> errors = new ArrayList<>();
        if (root.path("routing_key").asText("").length() != 32) {
            errors.add("Length of 'routing_key' is incorrect (should be 32 characters)");
        }
        String action = root.path("event_action").asText("");
        if (!ACTIONS.contains(action)) {
            errors.add(
                    "'event_action' is invalid (must be one of the following: 'trigger', 'acknowledge' or 'resolve')");
        }
        String key = root.path("dedup_key").asText("");
        if (key.isBlank() && (action.equals("acknowledge") || action.equals("resolve"))) {
            errors.add("'dedup_key' is missing or blank");
        }
        if (key.length() > LONGEST_DEDUP_KEY) {
            errors.add("'dedup_key' is too long (maximum is " + LONGEST_DEDUP_KEY + " characters)");
        }
        if (action.equals("trigger")) {
            payload(root.path("payload"), errors);
        }
        return errors;
    }

    private static void payload(JsonNode payload, List<String> errors) {
        if (!payload.isObject()) {
            errors.add("'payload' is missing or blank");
            return;
        }
        String summary = payload.path("summary").asText("");
        if (summary.isBlank()) {
            errors.add("'payload.summary' is missing or blank");
        }
        if (summary.codePointCount(0, summary.length()) > LONGEST_SUMMARY) {
            errors.add("'payload.summary' is too long (maximum is " + LONGEST_SUMMARY + " characters)");
        }
        if (payload.path("source").asText("").isBlank()) {
            errors.add("'payload.source' is missing or blank");
        }
        if (!SEVERITIES.contains(payload.path("severity").asText(""))) {
            errors.add("'payload.severity' is invalid (must be one of the following: 'critical', 'warning', 'error' or"
                    + " 'info')");
        }
    }

    private static Message message(JsonNode root) {
        List<String> problems = new ArrayList<>();
        Prose prose = new Prose(problems);
        JsonNode payload = root.path("payload");
        String summary = payload.path("summary").asText("");
        prose.uncut("payload.summary", summary, LONGEST_SUMMARY);
        List<Text> shown = new ArrayList<>(List.of(new Text("payload.summary", summary)));
        for (String field : List.of("source", "severity", "class", "component", "group")) {
            shown.add(new Text("payload." + field, payload.path(field).asText("")));
        }
        JsonNode details = payload.path("custom_details");
        details.properties().stream()
                .filter(detail -> !detail.getKey().equals(Carried.DETAIL))
                .forEach(detail -> shown.add(new Text("custom_details." + detail.getKey(), text(detail.getValue()))));
        String carried = details.path(Carried.DETAIL).asText("");
        if (carried.isEmpty() && details.path("error").isTextual()) {
            problems.add("custom_details must be whole, but: "
                    + details.path("error").asText());
        }
        String key = root.path("dedup_key").asText("");
        return Carried.message("custom_details." + Carried.DETAIL, carried, key, problems, shown);
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.asText() : value.toString();
    }

    private Reply accepted(JsonNode root) {
        ObjectNode answer = mapper.createObjectNode()
                .put("status", "success")
                .put("message", "Event processed")
                .put("dedup_key", root.path("dedup_key").asText(""));
        return Reply.json(202, answer.toString());
    }

    private Reply invalid(List<String> errors) {
        ObjectNode answer = mapper.createObjectNode().put("status", "invalid event");
        answer.put("message", "Event object is invalid");
        errors.forEach(answer.putArray("errors")::add);
        return Reply.json(400, answer.toString());
    }

    private Reply reply(int status, String what, String message) {
        return Reply.json(
                status,
                mapper.createObjectNode()
                        .put("status", what)
                        .put("message", message)
                        .toString());
    }

    private static Decoded refused(Message message, Reply reply) {
        return new Decoded(message.with(List.of("PagerDuty answers " + reply.status())), reply);
    }
}
