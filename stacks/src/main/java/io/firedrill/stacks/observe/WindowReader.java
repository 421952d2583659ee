package io.firedrill.stacks.observe;

import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RangeWindow.Feeder;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.stacks.observe.LoadedRules.LoadedRule;
import io.firedrill.stacks.observe.PromqlTree.Range;
import io.firedrill.stacks.observe.PromqlTree.Selector;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the range windows of rules, and how often what they look back on gets a sample. Confined to one thread. */
final class WindowReader {
    private final Selections selections;
    private final List<ScrapeTarget> targets;
    private final List<LoadedRule> rules;
    private final Duration evaluationInterval;

    WindowReader(
            Selections selections, List<ScrapeTarget> targets, List<LoadedRule> rules, Duration evaluationInterval) {
        this.selections = selections;
        this.targets = List.copyOf(targets);
        this.rules = List.copyOf(rules);
        this.evaluationInterval = evaluationInterval;
    }

    List<RangeWindow> read() {
        return rules.stream()
                .flatMap(rule -> rule.syntax().ranges().stream().map(range -> window(rule, range)))
                .toList();
    }

    private RangeWindow window(LoadedRule rule, Range range) {
        Duration step = range.step().isZero() ? evaluationInterval : range.step();
        return new RangeWindow(
                rule.name(),
                rule.group(),
                range.selector().map(Selector::text).orElse(""),
                range.window(),
                range.selector().map(this::feeders).orElseGet(() -> List.of(new Feeder("its steps", step))));
    }

    private List<Feeder> feeders(Selector selector) {
        List<Feeder> recorded = rules.stream()
                .filter(rule -> rule.records() && rule.name().equals(selector.name()))
                .map(rule -> new Feeder("rule " + rule.name(), rule.interval()))
                .distinct()
                .toList();
        if (!recorded.isEmpty()) {
            return recorded;
        }
        if (selector.name().startsWith("ALERTS")) {
            return List.of(new Feeder("the alerting rules", evaluationInterval));
        }
        return selections.jobs(selector.text()).stream()
                .flatMap(job -> feeder(job).stream())
                .toList();
    }

    /** The slowest of the job's targets; empty for what is not scraped here. */
    private Optional<Feeder> feeder(String job) {
        return targets.stream()
                .filter(target -> target.job().equals(job))
                .map(ScrapeTarget::interval)
                .max(Comparator.naturalOrder())
                .map(interval -> new Feeder("job " + job, interval));
    }
}
