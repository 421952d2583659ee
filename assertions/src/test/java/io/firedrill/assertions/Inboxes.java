package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.named;
import static io.firedrill.assertions.Fixture.s;

import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Notification.Text;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Receiver.Integration;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Receivers of several integrations, and what reached them of the alert Latency, added to hand-made evidence. */
record Inboxes(Fixture fixture) {
    static List<Receiver> receivers(String... names) {
        return new ArrayList<>(Stream.of(names)
                .map(name -> new Receiver(name, List.of(new Integration("webhook", true))))
                .toList());
    }

    /** On call by webhook, Slack and PagerDuty; whether the two last tell the end is for the test to say. */
    Inboxes onCall(boolean slack, boolean pagerDuty) {
        fixture.receivers.set(
                0,
                new Receiver(
                        "oncall",
                        List.of(
                                new Integration("webhook", true),
                                new Integration("slack", slack),
                                new Integration("pagerduty", pagerDuty))));
        fixture.receivers.add(new Receiver("tickets", List.of(new Integration("email", true))));
        fixture.routes.add(0, Fixture.route("tickets", "alertname=\"Lost\""));
        return this;
    }

    Inboxes alarm(double at, String integration, int answered, String... problems) {
        return told(at, "oncall", integration, "Latency", SLOW, true, answered, List.of(problems), List.of());
    }

    Inboxes resolved(double at, String integration, int answered) {
        return told(at, "oncall", integration, "Latency", SLOW, false, answered, List.of(), List.of());
    }

    /** A firing message as a person sees it: fields and texts in turn. */
    Inboxes shown(double at, String integration, String... texts) {
        List<Text> shown = new ArrayList<>();
        for (int i = 0; i < texts.length; i += 2) {
            shown.add(new Text(texts[i], texts[i + 1]));
        }
        return told(at, "oncall", integration, "Latency", SLOW, true, 200, List.of(), shown);
    }

    Inboxes told(double at, String receiver, String integration, String alert, Map<String, String> labels) {
        return told(at, receiver, integration, alert, labels, true, 200, List.of(), List.of());
    }

    private Inboxes told(
            double at,
            String receiver,
            String integration,
            String alert,
            Map<String, String> labels,
            boolean firing,
            int answered,
            List<String> problems,
            List<Text> shown) {
        Optional<Duration> end = firing ? Optional.empty() : Optional.of(s(at));
        Notification.Item item =
                new Notification.Item(firing, named(alert, labels), Map.of("summary", "slow"), s(at), end, "fp");
        fixture.notifications.add(new Notification(
                s(at), receiver, integration, "key", List.of(item), 0, problems, answered, SOURCE, shown));
        return this;
    }

    Inboxes outage(String target, double from, double to) {
        fixture.faults.add(new FaultRecord(
                "outage", "status", target, "HTTP 500", Optional.empty(), s(from), s(to), s(to), SOURCE));
        return this;
    }
}
