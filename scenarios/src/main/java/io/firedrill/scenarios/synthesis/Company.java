package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Implication;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Alerts of one set, beside one another: which of them cannot fire without others. Only what their conditions show by their form is
 * told. Immutable.
 *
 * @param alerts all of them
 */
record Company(List<AlertRule> alerts) {
    Company {
        alerts = List.copyOf(alerts);
    }

    /** Those that fire whenever it does, and the other way round. */
    List<String> twins(AlertRule alert) {
        return alerts.stream()
                .filter(each -> !each.written().place().equals(alert.written().place()))
                .filter(each -> entails(alert, each) && entails(each, alert))
                .map(each -> each.written().name() + " (" + each.written().place() + ")")
                .toList();
    }

    /** Why one of some alerts fires whenever it does; empty if that cannot be told. */
    Optional<String> always(AlertRule alert, Collection<String> names) {
        return alerts.stream()
                .filter(each -> !each.written().place().equals(alert.written().place()))
                .filter(each -> names.contains(each.written().name()) && entails(alert, each))
                .findFirst()
                .map(each -> "wherever it is met, so is the condition of "
                        + each.written().name() + " (" + each.written().place() + ")");
    }

    private static boolean entails(AlertRule one, AlertRule other) {
        return other.written().holdFor().compareTo(one.written().holdFor()) <= 0
                && Implication.of(one.condition(), other.condition());
    }
}
