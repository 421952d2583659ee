package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rules that Prometheus had loaded. */
final class Rules {
    private Rules() {}

    /** The rule behind an alert: one whose own labels do not contradict the selector's, if there is such a one. */
    static Optional<Rule> of(Evidence evidence, AlertSelector alert) {
        List<Rule> named = evidence.configuration().rules().stream()
                .filter(rule -> rule.name().equals(alert.name()))
                .toList();
        return named.stream()
                .filter(rule -> rule.labels().entrySet().stream()
                        .allMatch(label ->
                                label.getValue().equals(alert.labels().getOrDefault(label.getKey(), label.getValue()))))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    static String pointer(Evidence evidence, Rule rule) {
        return "/configuration/rules/" + evidence.configuration().rules().indexOf(rule);
    }

    /** The evaluation interval of the rule's group, or the default one. */
    static Duration interval(Evidence evidence, AlertSelector alert) {
        return of(evidence, alert)
                .map(Rule::interval)
                .orElse(evidence.configuration().evaluationInterval());
    }

    static String notLoaded(Evidence evidence) {
        return "is not among the "
                + Words.count(evidence.configuration().rules().size(), "loaded alerting rule");
    }

    static String nearest(Evidence evidence, AlertSelector alert) {
        List<String> names =
                evidence.configuration().rules().stream().map(Rule::name).toList();
        return Nearest.to(alert.name(), names)
                .map(name -> "the nearest loaded rule is " + name)
                .orElse("");
    }
}
