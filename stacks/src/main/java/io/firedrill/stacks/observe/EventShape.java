package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events of Alertmanager 0.34.2 that are about alerts ({@code eventrecorder.proto}, as protojson writes it). A notification
 * tells its alerts once, and by their hashes which of them fire.
 */
record EventShape(Duration at, Source source) {
    static final String SILENCED = "silenceMutedAlert";

    /** One for each alert of it; none for an event of another kind. */
    List<LoggedEvent> of(JsonNode data) {
        JsonNode created = data.path("alertCreated").path("alert");
        JsonNode grouped = data.path("alertGrouped");
        JsonNode silenced = data.path(SILENCED);
        JsonNode inhibited = data.path("inhibitionMutedAlert").path("mutedAlert");
        return Stream.of(
                        one(created, Kind.CREATED, "", ""),
                        one(grouped.path("alert").path("details"), Kind.GROUPED, receiver(grouped), ""),
                        one(
                                silenced.path("mutedAlert"),
                                Kind.SILENCED,
                                "",
                                silenced.path("silence").path("id").asText()),
                        one(inhibited, Kind.INHIBITED, "", ""),
                        notification(data.path("notification")))
                .flatMap(events -> events)
                .toList();
    }

    private Stream<LoggedEvent> one(JsonNode alert, Kind kind, String receiver, String silence) {
        return alert.isMissingNode()
                ? Stream.of()
                : Stream.of(new LoggedEvent(new AlertEvent(at, kind, labels(alert), receiver, "", source), silence));
    }

    private Stream<LoggedEvent> notification(JsonNode told) {
        Set<String> firing = hashes(told.path("firingAlerts"));
        Set<String> over = hashes(told.path("resolvedAlerts"));
        return Json.elements(told.path("alerts"))
                .filter(alert -> firing.contains(hash(alert)) || over.contains(hash(alert)))
                .map(alert -> new AlertEvent(
                        at,
                        firing.contains(hash(alert)) ? Kind.NOTIFIED : Kind.NOTIFIED_OF_END,
                        labels(alert.path("details")),
                        receiver(told),
                        told.path("integration").path("name").asText(),
                        source))
                .map(event -> new LoggedEvent(event, ""));
    }

    private static Set<String> hashes(JsonNode alerts) {
        return Json.elements(alerts).map(EventShape::hash).collect(Collectors.toSet());
    }

    private static String hash(JsonNode alert) {
        return alert.path("hash").asText();
    }

    private static String receiver(JsonNode event) {
        return event.path("groupInfo").path("receiverName").asText();
    }

    private static Map<String, String> labels(JsonNode alert) {
        Map<String, String> labels = new HashMap<>();
        alert.path("labels")
                .path("labels")
                .forEach(label -> labels.put(
                        label.path("key").asText(), label.path("value").asText()));
        return labels;
    }
}
