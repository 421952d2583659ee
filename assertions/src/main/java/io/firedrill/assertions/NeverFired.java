package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.traffic.FaultRecord;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why an alert that should have fired did not, as far as the evidence shows. */
final class NeverFired {
    private NeverFired() {}

    static String actual(AlertStory story, FaultRecord fault) {
        String until = " (observed until " + at(story.evidence().drill().observed()) + ")";
        List<AlertPeriod> pending = pending(story, fault);
        if (pending.isEmpty()) {
            return "never became pending" + until;
        }
        return pending.stream()
                .map(period -> "from " + at(period.from()) + " to " + at(period.to()))
                .collect(Collectors.joining(", ", "was pending ", " and never fired" + until));
    }

    static String hint(AlertStory story, FaultRecord fault, Rule rule) {
        Duration lasted = fault.revertedAt().minus(fault.appliedAt());
        String waits = "the rule waits `for: " + length(rule.holdFor()) + "`";
        if (rule.holdFor().compareTo(lasted) > 0) {
            return waits + ", longer than the fault (" + length(lasted) + ")";
        }
        Optional<AlertPeriod> longest = pending(story, fault).stream()
                .max(Comparator.comparing(period -> period.to().minus(period.from())));
        return longest.map(period -> waits + ", but the condition held for only "
                        + length(period.to().minus(period.from())) + " at a time")
                .orElseGet(() -> unseen(
                        story.evidence(),
                        new AlertSelector(rule.name(), story.timeline().labels()),
                        rule));
    }

    /** For an alert without any sample. */
    static String unseen(Evidence evidence, AlertSelector alert, Rule rule) {
        if (!rule.health().equals("ok")) {
            return "the rule's health is " + rule.health();
        }
        List<String> others = evidence.alerts().stream()
                .filter(timeline -> timeline.alert().equals(alert.name()) && !alert.selects(timeline))
                .filter(timeline -> timeline.periods().stream().anyMatch(p -> p.state() == AlertState.FIRING))
                .map(AlertTimeline::labels)
                .map(AlertSelector::text)
                .toList();
        return others.isEmpty()
                ? "its query never returned anything: " + rule.query()
                : "it fired with other labels: " + Words.list(others);
    }

    private static List<AlertPeriod> pending(AlertStory story, FaultRecord fault) {
        return story.timeline().periods().stream()
                .filter(period -> period.state() == AlertState.PENDING)
                .filter(period -> period.to().compareTo(fault.appliedAt()) >= 0)
                .toList();
    }
}
