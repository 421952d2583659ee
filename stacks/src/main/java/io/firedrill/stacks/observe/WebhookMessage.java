package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A webhook body read leniently: what could be read, and everything that is wrong with it. Immutable. */
record WebhookMessage(
        Optional<String> receiver, String groupKey, List<Alert> alerts, int truncated, List<String> problems) {

    record Alert(
            boolean firing,
            Map<String, String> labels,
            Map<String, String> annotations,
            Optional<Instant> startsAt,
            Optional<Instant> endsAt,
            String fingerprint) {}

    static WebhookMessage unreadable(String problem) {
        return new WebhookMessage(Optional.empty(), "", List.of(), 0, List.of(problem));
    }

    static WebhookMessage parse(byte[] body) throws JsonProcessingException {
        JsonNode root;
        try {
            root = EvidenceFile.mapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Reader(root).read();
    }

    /** Walks one message and notes each breach of the contract. Confined to one call. */
    private static final class Reader {
        private static final List<String> BROKEN_TEMPLATES = List.of("<error expanding template", "<no value>");

        private final JsonNode root;
        private final List<String> problems = new ArrayList<>();

        Reader(JsonNode root) {
            this.root = root;
        }

        WebhookMessage read() {
            if (!root.isObject()) {
                return unreadable("the body must be a JSON object, but was " + root.getNodeType());
            }
            expectText(root, "version", "4");
            String groupKey = text(root, "", "groupKey");
            String receiver = text(root, "", "receiver");
            expectObjects("groupLabels", "commonLabels", "commonAnnotations");
            text(root, "", "externalURL");
            List<Alert> alerts = alerts();
            int truncated = root.path("truncatedAlerts").asInt(0);
            status(alerts, truncated);
            return new WebhookMessage(
                    Optional.of(receiver).filter(name -> !name.isEmpty()),
                    groupKey,
                    List.copyOf(alerts),
                    truncated,
                    List.copyOf(problems));
        }

        private void expectText(JsonNode node, String field, String expected) {
            String actual = node.path(field).asText("");
            if (!node.path(field).isTextual() || !actual.equals(expected)) {
                problems.add(field + " must be \"" + expected + "\", but was " + shown(node.path(field)));
            }
        }

        private void expectObjects(String... fields) {
            for (String field : fields) {
                if (!root.path(field).isObject()) {
                    problems.add(field + " must be an object, but was " + shown(root.path(field)));
                }
            }
        }

        private void status(List<Alert> alerts, int truncated) {
            String status = root.path("status").asText("");
            if (!status.equals("firing") && !status.equals("resolved")) {
                problems.add("status must be firing or resolved, but was " + shown(root.path("status")));
                return;
            }
            boolean firing = alerts.stream().anyMatch(Alert::firing);
            if (truncated == 0 && !alerts.isEmpty() && firing != status.equals("firing")) {
                problems.add("status must agree with the alerts, but was " + status);
            }
        }

        private List<Alert> alerts() {
            JsonNode list = root.path("alerts");
            if (!list.isArray() || list.isEmpty()) {
                problems.add("alerts must hold at least one alert, but was " + shown(list));
                return List.of();
            }
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                alerts.add(alert(list.get(i), "alerts[" + i + "]."));
            }
            return alerts;
        }

        private Alert alert(JsonNode node, String at) {
            String status = node.path("status").asText("");
            if (!status.equals("firing") && !status.equals("resolved")) {
                problems.add(at + "status must be firing or resolved, but was " + shown(node.path("status")));
            }
            Map<String, String> labels = Json.strings(node.path("labels"));
            if (labels.getOrDefault("alertname", "").isBlank()) {
                problems.add(at + "labels.alertname must not be empty");
            }
            Map<String, String> annotations = Json.strings(node.path("annotations"));
            checkExpanded(at + "labels.", labels);
            checkExpanded(at + "annotations.", annotations);
            Optional<Instant> startsAt = time(node, "startsAt");
            Optional<Instant> endsAt = time(node, "endsAt");
            boolean resolved = status.equals("resolved");
            if (startsAt.isEmpty()) {
                problems.add(at + "startsAt must be a time, but was " + shown(node.path("startsAt")));
            }
            if (resolved && endsAt.isEmpty()) {
                problems.add(at + "endsAt must be a time on a resolved alert, but was " + shown(node.path("endsAt")));
            }
            return new Alert(
                    !resolved,
                    labels,
                    annotations,
                    startsAt,
                    resolved ? endsAt : Optional.empty(),
                    text(node, at, "fingerprint"));
        }

        private void checkExpanded(String at, Map<String, String> values) {
            values.forEach((key, value) -> BROKEN_TEMPLATES.stream()
                    .filter(value::contains)
                    .forEach(broken -> problems.add(at + key + " must be expanded, but holds " + broken)));
        }

        private String text(JsonNode node, String at, String field) {
            String value = node.path(field).asText("");
            if (value.isBlank()) {
                problems.add(at + field + " must not be empty, but was " + shown(node.path(field)));
            }
            return value;
        }

        private Optional<Instant> time(JsonNode node, String field) {
            try {
                return Json.time(node.path(field));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static String shown(JsonNode node) {
            String text = node.isMissingNode() ? "missing" : node.toString();
            return text.length() <= 80 ? text : text.substring(0, 80) + "…";
        }
    }
}
