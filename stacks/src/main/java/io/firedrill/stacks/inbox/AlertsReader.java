package io.firedrill.stacks.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads alerts as Alertmanager 0.34's {@code template.Alert} is written in JSON, and notes what is wrong. Confined. */
final class AlertsReader {
    /** Go's zero time: Alertmanager's way to say "not yet". */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    private final List<String> problems;

    AlertsReader(List<String> problems) {
        this.problems = problems;
    }

    List<Message.Alert> read(JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            problems.add("alerts must hold at least one alert, but was " + shown(list));
            return List.of();
        }
        List<Message.Alert> alerts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            alerts.add(alert(list.get(i), "alerts[" + i + "]."));
        }
        return alerts;
    }

    private Message.Alert alert(JsonNode node, String at) {
        String status = node.path("status").asText("");
        if (!status.equals("firing") && !status.equals("resolved")) {
            problems.add(at + "status must be firing or resolved, but was " + shown(node.path("status")));
        }
        Map<String, String> labels = strings(node.path("labels"));
        if (labels.getOrDefault("alertname", "").isBlank()) {
            problems.add(at + "labels.alertname must not be empty");
        }
        Map<String, String> annotations = strings(node.path("annotations"));
        Optional<Instant> startsAt = time(node.path("startsAt"));
        Optional<Instant> endsAt = time(node.path("endsAt"));
        boolean resolved = status.equals("resolved");
        if (startsAt.isEmpty()) {
            problems.add(at + "startsAt must be a time, but was " + shown(node.path("startsAt")));
        }
        if (resolved && endsAt.isEmpty()) {
            problems.add(at + "endsAt must be a time on a resolved alert, but was " + shown(node.path("endsAt")));
        }
        return new Message.Alert(
                !resolved,
                labels,
                annotations,
                startsAt,
                resolved ? endsAt : Optional.empty(),
                text(node, at, "fingerprint"));
    }

    String text(JsonNode node, String at, String field) {
        String value = node.path(field).asText("");
        if (value.isBlank()) {
            problems.add(at + field + " must not be empty, but was " + shown(node.path(field)));
        }
        return value;
    }

    static Map<String, String> strings(JsonNode object) {
        Map<String, String> values = new TreeMap<>();
        object.properties()
                .forEach(field -> values.put(field.getKey(), field.getValue().asText()));
        return values;
    }

    private static Optional<Instant> time(JsonNode node) {
        try {
            Optional<Instant> time = node.isTextual()
                    ? Optional.of(OffsetDateTime.parse(node.asText()).toInstant())
                    : Optional.empty();
            return time.filter(each -> !each.equals(NEVER));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
