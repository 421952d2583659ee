package io.firedrill.reports;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.DrillResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** How far each loaded alerting rule got, in the union of all drills. */
final class RuleCoverage {
    /** Several stacks load copies of the same rule file, each from a folder of its own. */
    private record Key(String file, String group, String name, String query, Map<String, String> labels) {
        static Key of(Rule rule) {
            String file = rule.file().substring(rule.file().lastIndexOf('/') + 1);
            return new Key(file, rule.group(), rule.name(), rule.query(), rule.labels());
        }
    }

    private final List<Evidence> drills;

    private RuleCoverage(List<Evidence> drills) {
        this.drills = drills;
    }

    static Readiness.Coverage of(List<DrillResult> results) {
        RuleCoverage union =
                new RuleCoverage(results.stream().map(DrillResult::evidence).toList());
        List<Readiness.CoveredRule> rules = union.keys().map(union::covered).toList();
        return new Readiness.Coverage(
                new Readiness.AlertRules(
                        rules.size(),
                        count(rules, Readiness.CoveredRule::fired),
                        count(rules, Readiness.CoveredRule::routed),
                        count(rules, Readiness.CoveredRule::resolved)),
                rules,
                rules.stream()
                        .filter(rule -> !rule.fired())
                        .map(Readiness.CoveredRule::name)
                        .distinct()
                        .toList());
    }

    private static int count(List<Readiness.CoveredRule> rules, Predicate<Readiness.CoveredRule> which) {
        return (int) rules.stream().filter(which).count();
    }

    private Stream<Key> keys() {
        return drills.stream()
                .flatMap(drill -> drill.configuration().rules().stream())
                .map(Key::of)
                .distinct()
                .sorted(Comparator.comparing(Key::file)
                        .thenComparing(Key::group)
                        .thenComparing(Key::name));
    }

    private Readiness.CoveredRule covered(Key rule) {
        List<String> fired = drills.stream()
                .filter(drill -> fired(drill, rule))
                .map(drill -> drill.drill().id())
                .distinct()
                .toList();
        List<String> receivers = Stream.concat(sightings(rule), items(rule).map(Delivered::receiver))
                .distinct()
                .sorted()
                .toList();
        boolean routed = !fired.isEmpty() && !receivers.isEmpty();
        boolean resolved = routed && items(rule).anyMatch(item -> !item.firing());
        return new Readiness.CoveredRule(
                rule.name(), rule.group(), rule.file(), !fired.isEmpty(), routed, resolved, receivers, fired);
    }

    private static boolean fired(Evidence drill, Key rule) {
        return drill.alerts().stream()
                .filter(alert -> alert.alert().equals(rule.name()) && carries(alert.labels(), rule))
                .flatMap(alert -> alert.periods().stream())
                .anyMatch(period -> period.state() == AlertState.FIRING);
    }

    private Stream<String> sightings(Key rule) {
        return drills.stream()
                .flatMap(drill -> drill.routed().stream())
                .filter(alert -> concerns(alert.labels(), rule))
                .flatMap(alert -> alert.views().stream())
                .map(AlertmanagerAlert.View::receivers)
                .flatMap(List::stream);
    }

    private record Delivered(String receiver, boolean firing) {}

    private Stream<Delivered> items(Key rule) {
        return drills.stream()
                .flatMap(drill -> drill.notifications().stream())
                .flatMap(notification -> items(notification, rule));
    }

    private static Stream<Delivered> items(Notification notification, Key rule) {
        return notification.alerts().stream()
                .filter(item -> concerns(item.labels(), rule))
                .map(item -> new Delivered(notification.receiver(), item.firing()));
    }

    private static boolean concerns(Map<String, String> labels, Key rule) {
        boolean fired = !labels.containsKey(AlertmanagerAlert.POSTED);
        return fired && rule.name().equals(labels.get("alertname")) && carries(labels, rule);
    }

    /** Tells rules of one name apart by their own labels; a templated label could have any value. */
    private static boolean carries(Map<String, String> labels, Key rule) {
        return rule.labels().entrySet().stream()
                .allMatch(label ->
                        label.getValue().contains("{{") || label.getValue().equals(labels.get(label.getKey())));
    }
}
