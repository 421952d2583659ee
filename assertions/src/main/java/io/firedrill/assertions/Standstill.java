package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Times in which Prometheus, or the machine, stood still: then no single target is to blame, and nothing that comes late. What was
 * launched for a drill runs on one machine, where three processes do not stop for a while each of its own accord.
 */
final class Standstill {
    private static final int SEVERAL = 3;
    /** What to do about it. */
    static final String ADVICE = "Prometheus or the machine stood still: give it more, or hold fewer drills at a time";

    private Standstill() {}

    /**
     * Broken, unless so many targets that no fault concerns missed scrapes that what came late, or never, tells of the machine. That is
     * no excuse: it is M04's to say how often targets are scraped.
     */
    static Verdict broken(Expectation expected, Evidence evidence, String actual, String hint, List<String> pointers) {
        List<TargetHealth> others = evidence.targets().stream()
                .filter(target -> !ScrapeFaults.on(evidence, target))
                .toList();
        List<TargetHealth> missed = others.stream()
                .filter(target -> BaselineHealth.failsOften(target) && target.failed() < target.samples())
                .toList();
        if (!areSeveral(evidence, missed.size(), others.size())) {
            return expected.broken(actual, hint, pointers);
        }
        List<String> all = new ArrayList<>(pointers);
        all.add("/targets");
        return expected.unclear(
                "%s, while scrapes of %d of %d targets failed (see M04)"
                        .formatted(actual, missed.size(), others.size()),
                ADVICE,
                all);
    }

    /** Whether so many of the processes that are scraped paused at the same time. */
    static boolean explains(Evidence evidence, Pause pause) {
        Set<String> all =
                evidence.metrics().targets().stream().map(Standstill::process).collect(Collectors.toSet());
        long paused = evidence.metrics().targets().stream()
                .filter(target -> target.pauses().stream().anyMatch(other -> overlap(pause, other)))
                .map(Standstill::process)
                .distinct()
                .count();
        return areSeveral(evidence, paused, all.size());
    }

    private static boolean areSeveral(Evidence evidence, long some, long all) {
        boolean launched = !evidence.stack().mode().equals("remote");
        return (some >= 2 && 2 * some > all) || (launched && some >= SEVERAL);
    }

    /** One exporter may stand for many targets. */
    private static String process(ScrapeTarget target) {
        return target.url().replaceFirst("^(\\w+://[^/?]+).*", "$1");
    }

    private static boolean overlap(Pause one, Pause other) {
        return one.from().compareTo(other.to()) < 0 && other.from().compareTo(one.to()) < 0;
    }
}
