package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Evidence of processes that ended and came back. */
final class Restarts {
    private Restarts() {}

    /** A fault, without any sign that it bit. */
    static Fixture fault(Fixture fixture, String name, String target, double from, double to) {
        String kind = target.contains("->") ? "refuse" : "kill";
        fixture.faults.add(new FaultRecord(name, kind, target, "x", Optional.empty(), s(from), s(to), s(to), SOURCE));
        return fixture;
    }

    static Fixture outage(Fixture fixture, Witness witness, double from, double to, Optional<String> fault) {
        fixture.gaps.add(new Gap(witness, "no answer", SOURCE, Optional.of(new Gap.Outage(s(from), s(to), fault))));
        return fixture;
    }

    /** Prometheus, killed from 20 s to 21 s under the name {@code restart}. */
    static Fixture prometheus(Fixture fixture) {
        fault(fixture, "restart", "prometheus", 20, 21);
        return outage(fixture, Witness.PROMETHEUS, 19.9, 21.1, Optional.of("restart"));
    }

    /** Alertmanager, killed from 20 s to 21 s under the name {@code restart}. */
    static Fixture alertmanager(Fixture fixture) {
        fault(fixture, "restart", "alertmanager", 20, 21);
        return outage(fixture, Witness.ALERTMANAGER, 19.9, 21.1, Optional.of("restart"));
    }

    /** One of two Alertmanagers, killed from 20 s to 50 s under the name {@code loss}. */
    static Fixture loss(Fixture fixture) {
        fault(fixture, "loss", "alertmanager-0", 20, 50);
        return outage(fixture, Witness.REPLICA, 19.9, 50.1, Optional.of("loss"));
    }

    /** The same notifications, sent by one of several. */
    static Fixture by(Fixture fixture, String sender, Runnable told) {
        int before = fixture.notifications.size();
        told.run();
        for (int i = before; i < fixture.notifications.size(); i++) {
            fixture.notifications.set(i, by(fixture.notifications.get(i), sender));
        }
        return fixture;
    }

    private static Notification by(Notification told, String sender) {
        return new Notification(
                told.at(),
                told.receiver(),
                told.integration(),
                told.groupKey(),
                told.alerts(),
                told.truncated(),
                told.problems(),
                told.answered(),
                told.source(),
                told.shown(),
                Optional.of(sender),
                Optional.empty());
    }

    /** A notification of an alert that began at some time. */
    static Fixture told(
            Fixture fixture, double at, String receiver, String alert, Map<String, String> labels, double began) {
        Duration start = s(began);
        fixture.notifications.add(new Notification(
                s(at),
                receiver,
                "webhook",
                "key",
                List.of(new Notification.Item(
                        true, Fixture.named(alert, labels), Map.of(), start, Optional.empty(), alert)),
                0,
                List.of(),
                200,
                SOURCE));
        return fixture;
    }
}
