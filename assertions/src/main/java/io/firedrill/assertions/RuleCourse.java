package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.PrometheusName;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How far one loaded alerting rule got over all drills of a plan. */
record RuleCourse(Suite suite, Rule rule, String pointer) {
    /** Several stacks load copies of the same rule file, each from a folder of its own. */
    private record Key(Optional<Path> file, String group, String name, String query, Map<String, String> labels) {
        static Key of(Rule rule) {
            Optional<Path> file = Optional.ofNullable(Path.of(rule.file()).getFileName());
            return new Key(file, rule.group(), rule.name(), rule.query(), rule.labels());
        }
    }

    /** One for each rule that Prometheus had loaded in any drill. */
    static List<RuleCourse> of(Suite suite) {
        Map<Key, RuleCourse> courses = new LinkedHashMap<>();
        for (DrillResult held : suite.held()) {
            Evidence evidence = held.evidence();
            evidence.configuration()
                    .rules()
                    .forEach(rule -> courses.putIfAbsent(
                            Key.of(rule),
                            new RuleCourse(suite, rule, evidence.drill().id() + "#" + Rules.pointer(evidence, rule))));
        }
        return List.copyOf(courses.values());
    }

    /** Whether any promise of any drill, held or not, names it. */
    boolean isPromised() {
        return suite.parts().stream()
                .flatMap(part -> part.promises().stream())
                .anyMatch(promise -> names(promise.subject()));
    }

    private boolean names(String subject) {
        return PrometheusName.isIn(rule.name(), subject);
    }

    /** The drills in which it fired, by id. */
    List<String> firedIn() {
        return drillsWith(story -> !story.firings().isEmpty());
    }

    boolean routed() {
        return !drillsWith(story -> !story.firings().isEmpty()
                        && (!story.receivers().isEmpty() || !story.deliveries().isEmpty()))
                .isEmpty();
    }

    /** Its end was told; or it was withheld, so that nobody had been told of it, and ended while it was watched. */
    boolean resolved() {
        return !drillsWith(story ->
                        story.deliveries().stream().anyMatch(delivery -> !delivery.firing()) || endedUnheard(story))
                .isEmpty();
    }

    private static boolean endedUnheard(AlertStory story) {
        Evidence evidence = story.evidence();
        Duration gone = story.interval().multipliedBy(AlertStory.HOLE);
        return story.alarms().isEmpty()
                && story.views().stream().anyMatch(view -> view.state().equals("suppressed"))
                && evidence.gap(Witness.PROMETHEUS).isEmpty()
                && story.firings().stream()
                        .reduce((earlier, later) -> later)
                        .filter(last ->
                                last.to().plus(gone).compareTo(evidence.drill().observed()) < 0)
                        .isPresent();
    }

    private List<String> drillsWith(Predicate<AlertStory> what) {
        List<String> drills = new ArrayList<>();
        for (DrillResult held : suite.held()) {
            boolean seen = AlertStory.of(held.evidence(), AlertSelector.of(rule.name())).stream()
                    .filter(story -> carries(story.timeline().labels()))
                    .anyMatch(what);
            if (seen) {
                drills.add(held.evidence().drill().id());
            }
        }
        return drills;
    }

    /** Tells rules of one name apart by their own labels; a templated label could have any value. */
    private boolean carries(Map<String, String> labels) {
        return rule.labels().entrySet().stream()
                .allMatch(label ->
                        label.getValue().contains("{{") || label.getValue().equals(labels.get(label.getKey())));
    }

    /** What else is wrong with it, and is told there: {@code A01 in slow-inference}. */
    Optional<String> trouble() {
        for (DrillResult held : suite.held()) {
            for (Judgement judgement : held.judgements()) {
                if (names(judgement.subject()) && !(judgement.verdict() instanceof Verdict.Kept)) {
                    return Optional.of(
                            judgement.check() + " in " + held.evidence().drill().id());
                }
            }
        }
        return Optional.empty();
    }

    /** A drill in which Prometheus could not be asked throughout. */
    Optional<String> deafIn() {
        return suite.held().stream()
                .map(DrillResult::evidence)
                .filter(evidence -> evidence.gap(Witness.PROMETHEUS).isPresent())
                .map(evidence -> evidence.drill().id())
                .findFirst();
    }
}
