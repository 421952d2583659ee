package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A03. */
record HoldsFor(AlertSelector alert, Duration holdFor) implements Promise {
    /** Prometheus stamps samples in milliseconds. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    @Override
    public String id() {
        return "A03-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.A03;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Duration latest = upToEvaluation(holdFor, Rules.interval(evidence, alert));
        Expectation expected = new Expectation(holdFor.isZero() ? "to fire without a pending period" : range(latest));
        Optional<Obstacle> deaf = Gates.firing(evidence, alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        List<Map.Entry<String, Verdict>> verdicts = new ArrayList<>();
        for (AlertStory story : AlertStory.of(evidence, alert)) {
            ignitions(story).forEach(run -> verdicts.add(Map.entry(story.name(), one(expected, run, latest))));
        }
        return verdicts.isEmpty()
                ? expected.unclear("never fired during the drill (see A01)", "", List.of("/alerts"))
                : Worst.of(expected, verdicts);
    }

    private String range(Duration latest) {
        String most = latest.equals(holdFor) ? "" : " and at most " + length(latest);
        return "to be pending for " + length(holdFor) + most + " before it fires";
    }

    /** A {@code for}, rounded up to whole evaluations. */
    static Duration upToEvaluation(Duration holdFor, Duration interval) {
        long evaluations = -Math.floorDiv(-holdFor.toNanos(), Math.max(1, interval.toNanos()));
        return interval.multipliedBy(evaluations);
    }

    /** Each first firing evaluation with the periods before it. */
    private List<PendingRun> ignitions(AlertStory story) {
        Duration interval = Rules.interval(story.evidence(), alert);
        List<AlertPeriod> periods = story.timeline().periods();
        List<PendingRun> runs = new ArrayList<>();
        for (Episode firing : story.firings()) {
            if (!firing.from().isNegative()) {
                List<AlertPeriod> pending = periods.stream()
                        .filter(period -> period.from().compareTo(firing.from()) < 0)
                        .toList();
                runs.add(new PendingRun(story, interval, trailingPending(pending), firing.from()));
            }
        }
        return runs;
    }

    private static List<AlertPeriod> trailingPending(List<AlertPeriod> before) {
        int start = before.size();
        while (start > 0 && before.get(start - 1).state() == AlertState.PENDING) {
            start--;
        }
        return before.subList(start, before.size());
    }

    private Verdict one(Expectation expected, PendingRun run, Duration latest) {
        List<String> pointers = new ArrayList<>(List.of(run.story().pointer()));
        Optional<Rule> rule = Rules.of(run.story().evidence(), alert);
        rule.ifPresent(loaded -> pointers.add(Rules.pointer(run.story().evidence(), loaded)));
        boolean early = run.waited().plus(ROUNDING).compareTo(holdFor) < 0;
        boolean late = run.waited().minus(ROUNDING).compareTo(latest) > 0;
        if ((early && run.longest().compareTo(holdFor) >= 0) || (late && run.missesEvaluations())) {
            return expected.unclear(
                    "evaluations are missing before it fired at " + at(run.firedAt()),
                    "Prometheus did not evaluate the rule on time",
                    pointers);
        }
        if (early || late) {
            String hint = rule.filter(loaded -> !loaded.holdFor().equals(holdFor))
                    .map(loaded -> "the loaded rule says `for: " + length(loaded.holdFor()) + "`")
                    .orElse("");
            return expected.broken(run.text(), hint, pointers);
        }
        return expected.kept(run.text(), pointers);
    }
}
