package io.firedrill.stacks.observe;

import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * What keeps an alert of a system that somebody else runs from proving anything: that it is there already, or that a silence
 * covers it. Sends queries only. Thread-safe.
 */
public final class Obstacles {
    private final PrometheusClient prometheus;
    private final AlertmanagerClient alertmanager;

    Obstacles(PrometheusClient prometheus, AlertmanagerClient alertmanager) {
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
    }

    /**
     * Of a system.
     *
     * @param system with a Prometheus and at least one Alertmanager
     * @return nothing is asked yet
     * @throws io.firedrill.stacks.StackException if its file does not name both
     */
    public static Obstacles of(RemoteSystem system) {
        return new Obstacles(
                new PrometheusClient(system.access(EndpointKind.PROMETHEUS)),
                new AlertmanagerClient(Failover.of(system)));
    }

    /**
     * What is in the way now.
     *
     * @param alert the alert's name
     * @param labels labels that it will have, among others that nobody knows yet
     * @return a sentence; empty if nothing is. A silence that may cover it, by a label that is not known, is not in the way
     * @throws io.firedrill.stacks.StackException if one of them cannot be asked
     */
    public Optional<String> to(String alert, Map<String, String> labels) {
        return active(alert, labels).or(() -> silenced(alert, labels));
    }

    /**
     * Why an alert must not be posted: one that inhibits others would keep what is really wrong from being told.
     *
     * @param labels all its labels, {@code alertname} among them
     * @return a sentence; empty if nothing is in the way. A matcher that cannot be read is taken to match
     * @throws io.firedrill.stacks.StackException if Alertmanager cannot be asked
     */
    public Optional<String> toPosting(Map<String, String> labels) {
        return RunningConfiguration.inhibitors(alertmanager.configuration()).stream()
                .filter(matchers -> matchers.stream().allMatch(written -> mayMatch(written, labels)))
                .findFirst()
                .map(matchers -> "it would inhibit alerts that are real, by the inhibit rule with the source "
                        + String.join(", ", matchers) + ". Post one that inhibits nothing");
    }

    private static boolean mayMatch(String written, Map<String, String> labels) {
        try {
            SilenceMatcher matcher = SilenceMatcher.parse(written);
            return matcher.equal() == equals(matcher, labels.getOrDefault(matcher.name(), ""));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }

    private Optional<String> active(String alert, Map<String, String> labels) {
        return prometheus.activeAlerts().stream()
                .filter(each -> alert.equals(each.labels().get("alertname")))
                .filter(each -> each.labels().entrySet().containsAll(labels.entrySet()))
                .findFirst()
                .map(each -> alert + " is " + each.state() + " already: whatever it did next would prove nothing."
                        + " Wait for its end");
    }

    private Optional<String> silenced(String alert, Map<String, String> labels) {
        return alertmanager.silences().stream()
                .filter(silence -> !silence.state().equals("expired"))
                .filter(silence -> silence.matchers().stream()
                        .map(SilenceMatcher::parse)
                        .allMatch(matcher -> matches(matcher, alert, labels)))
                .findFirst()
                .map(silence -> "the silence " + silence.id() + " of " + silence.author() + " covers " + alert
                        + " until " + silence.endsAt() + ": nobody would be told. Wait for its end, or end it");
    }

    /** By what is known of the alert alone. */
    private static boolean matches(SilenceMatcher matcher, String alert, Map<String, String> labels) {
        return Stream.of(matcher.name().equals("alertname") ? Optional.of(alert) : find(labels, matcher.name()))
                .flatMap(Optional::stream)
                .anyMatch(value -> matcher.equal() == equals(matcher, value));
    }

    private static Optional<String> find(Map<String, String> labels, String name) {
        return Optional.ofNullable(labels.get(name));
    }

    private static boolean equals(SilenceMatcher matcher, String value) {
        try {
            return matcher.regex()
                    ? Pattern.matches(matcher.value(), value)
                    : matcher.value().equals(value);
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
