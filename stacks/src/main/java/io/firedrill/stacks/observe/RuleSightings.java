package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.RuleSighting;
import io.firedrill.evidence.alert.RuleSighting.Active;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Folds polls of Prometheus' rules into what each rule did meanwhile. Thread-safe. */
final class RuleSightings {
    private record Key(String file, String group, String name, String query, Map<String, String> labels) {}

    private record Moment(Instant at, Instant evaluated) {}

    private record Stretch(Map<String, String> labels, AlertState state, Instant from, Instant to, int poll) {}

    /** How one rule stands. Guarded by the fold. */
    private static final class Course {
        private final List<Moment> evaluations = new ArrayList<>();
        private final Set<String> troubles = new LinkedHashSet<>();
        private final List<Stretch> stretches = new ArrayList<>();
    }

    private final Map<Key, Course> rules = new LinkedHashMap<>();
    private int polls;

    /** One answer of {@code /api/v1/rules?type=alert}, at the time it came. */
    synchronized void add(Instant at, JsonNode data) {
        polls++;
        data.path("groups")
                .forEach(group -> group.path("rules").forEach(rule -> {
                    Key key = new Key(
                            group.path("file").asText(),
                            group.path("name").asText(),
                            rule.path("name").asText(),
                            rule.path("query").asText(),
                            Json.strings(rule.path("labels")));
                    add(at, rule, rules.computeIfAbsent(key, any -> new Course()));
                }));
    }

    private void add(Instant at, JsonNode rule, Course course) {
        Json.time(rule.path("lastEvaluation"))
                .filter(evaluated -> course.evaluations.isEmpty()
                        || !evaluated.equals(last(course.evaluations).evaluated()))
                .ifPresent(evaluated -> course.evaluations.add(new Moment(at, evaluated)));
        String health = rule.path("health").asText("unknown");
        if (!health.equals("ok")) {
            String error = rule.path("lastError").asText();
            course.troubles.add(error.isEmpty() ? health : health + ": " + error);
        }
        rule.path("alerts").forEach(alert -> add(at, alert, course.stretches));
    }

    private void add(Instant at, JsonNode alert, List<Stretch> stretches) {
        AlertState state = alert.path("state").asText().equals("firing") ? AlertState.FIRING : AlertState.PENDING;
        Map<String, String> labels = Json.strings(alert.path("labels"));
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Stretch open = stretches.get(i);
            if (open.poll() == polls - 1
                    && open.state() == state
                    && open.labels().equals(labels)) {
                stretches.set(i, new Stretch(labels, state, open.from(), at, polls));
                return;
            }
        }
        stretches.add(new Stretch(labels, state, at, at, polls));
    }

    /** In the order of the rules; what was seen after {@code end} is left out. */
    synchronized List<RuleSighting> fold(Instant zero, Instant end, Source source) {
        List<RuleSighting> sightings = new ArrayList<>();
        rules.forEach((rule, course) -> {
            List<Instant> evaluated = course.evaluations.stream()
                    .filter(moment -> !moment.at().isAfter(end))
                    .map(Moment::evaluated)
                    .toList();
            sightings.add(new RuleSighting(
                    rule.name(),
                    rule.group(),
                    rule.file(),
                    evaluated.size(),
                    longestGap(evaluated, end),
                    List.copyOf(course.troubles),
                    course.stretches.stream()
                            .filter(stretch -> !stretch.from().isAfter(end))
                            .map(stretch -> active(stretch, zero, end))
                            .toList(),
                    source));
        });
        return sightings;
    }

    /** The last evaluation is followed by the end, so that a rule that stopped being evaluated shows. */
    private static Duration longestGap(List<Instant> evaluated, Instant end) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < evaluated.size(); i++) {
            Instant next = i + 1 < evaluated.size() ? evaluated.get(i + 1) : end;
            Duration gap = Duration.between(evaluated.get(i), next);
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    private static Active active(Stretch stretch, Instant zero, Instant end) {
        Instant to = stretch.to().isAfter(end) ? end : stretch.to();
        return new Active(
                stretch.labels(), stretch.state(), Duration.between(zero, stretch.from()), Duration.between(zero, to));
    }

    private static Moment last(List<Moment> moments) {
        return moments.get(moments.size() - 1);
    }
}
