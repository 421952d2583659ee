package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;

import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.RuleSighting.Active;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Prometheus' rules and Alertmanager's event log say, made by hand. */
final class Witnesses {
    private Witnesses() {}

    /** The rule Latency, evaluated every 100 ms, asked every 300 ms. */
    static RuleSighting rule(Active... alerts) {
        return rule(Duration.ofMillis(300), alerts);
    }

    static RuleSighting rule(Duration longestGap, Active... alerts) {
        return new RuleSighting("Latency", "g", "rules.yml", 200, longestGap, List.of(), List.of(alerts), SOURCE);
    }

    static Active firing(double from, double to) {
        return active(AlertState.FIRING, from, to);
    }

    static Active active(AlertState state, double from, double to) {
        return new Active(Fixture.named("Latency", Fixture.SLOW), state, s(from), s(to));
    }

    static AlertEvent event(double at, AlertEvent.Kind kind, String receiver, String integration) {
        Map<String, String> labels = Fixture.named("Latency", Fixture.SLOW);
        return new AlertEvent(s(at), kind, labels, receiver, integration, SOURCE);
    }

    /** Taken in and grouped for oncall. */
    static List<AlertEvent> grouped(double at, AlertEvent... more) {
        return Stream.concat(
                        Stream.of(
                                event(at, AlertEvent.Kind.CREATED, "", ""),
                                event(at, AlertEvent.Kind.GROUPED, "oncall", "")),
                        Stream.of(more))
                .toList();
    }
}
