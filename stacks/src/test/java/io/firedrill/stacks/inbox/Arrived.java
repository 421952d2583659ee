package io.firedrill.stacks.inbox;

import io.firedrill.evidence.alert.Notification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One alert, as it is carried, and as it is to be decoded. */
final class Arrived {
    static final Instant ZERO = Instant.parse("2026-11-24T04:21:00Z");
    static final Instant AT = ZERO.plusMillis(12_500);

    /** What {@link Carried#TEMPLATE} gives before it is encoded. */
    static final String ALERTS = """
            {"alerts":[{"status":"firing","labels":{"alertname":"TargetDown","job":"inference"},\
            "annotations":{"summary":"inference \\u003e is down: größer","note":"\\u003cno value\\u003e"},\
            "startsAt":"2026-11-24T04:21:10.235Z","endsAt":"0001-01-01T00:00:00Z",\
            "generatorURL":"http://prometheus/graph","fingerprint":"f7b91a86f3f55744"}],\
            "groupLabels":{"job":"inference"}}""";

    static final Notification.Item ITEM = new Notification.Item(
            true,
            Map.of("alertname", "TargetDown", "job", "inference"),
            Map.of("summary", "inference > is down: größer", "note", "<no value>"),
            Duration.ofMillis(10_235),
            Optional.empty(),
            "f7b91a86f3f55744");

    private Arrived() {}

    static String carried() {
        return carried(ALERTS);
    }

    static String carried(String alerts) {
        return Base64.getUrlEncoder().encodeToString(alerts.getBytes(StandardCharsets.UTF_8));
    }
}
