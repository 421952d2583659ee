package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a baseline was healthy, busy and watched: without that, quiet proves nothing and noise is no false alarm. */
final class BaselineHealth {
    private static final double FEW = 0.01;

    private BaselineHealth() {}

    static Optional<Obstacle> obstacle(Evidence evidence) {
        if (!evidence.faults().isEmpty()) {
            return unmet(
                    "the drill injected fault \"" + evidence.faults().get(0).name() + "\", so it is no baseline",
                    "/faults");
        }
        if (evidence.ledger().isEmpty()) {
            return unmet("no requests were sent", "/ledger");
        }
        long failed = evidence.ledger().stream()
                .filter(entry -> entry.failed()
                        || entry.error().isPresent()
                        || entry.status().filter(code -> code >= 400).isPresent())
                .count();
        if (failed > FEW * evidence.ledger().size()) {
            return unmet(
                    "%d of %s failed".formatted(failed, count(evidence.ledger().size(), "request")), "/ledger");
        }
        return rules(evidence).or(() -> targets(evidence));
    }

    private static Optional<Obstacle> rules(Evidence evidence) {
        List<Rule> rules = evidence.configuration().rules();
        if (rules.isEmpty()) {
            return unmet("no alerting rules were loaded", "/configuration/rules");
        }
        List<String> ill = rules.stream()
                .filter(rule -> !rule.health().equals("ok"))
                .map(rule -> rule.name() + " (health " + rule.health() + ")")
                .toList();
        return ill.isEmpty()
                ? Optional.empty()
                : unmet("these rules could not have fired: " + Words.list(ill), "/configuration/rules");
    }

    private static Optional<Obstacle> targets(Evidence evidence) {
        if (evidence.targets().isEmpty()) {
            return unmet("no targets were scraped", "/targets");
        }
        List<String> ill = ill(evidence);
        return ill.isEmpty() ? Optional.empty() : unmet(Words.list(ill), "/targets");
    }

    /** The targets that rules had no fresh data of throughout, each with what was wrong. */
    static List<String> ill(Evidence evidence) {
        Duration limit = evidence.configuration().scrapeInterval().multipliedBy(5);
        return evidence.targets().stream()
                .filter(target -> isIll(target, limit))
                .map(BaselineHealth::text)
                .toList();
    }

    /**
     * A timeout is compressed like the rest, so that a healthy target on a busy machine may miss one; what counts is that
     * rules had fresh data throughout.
     */
    private static boolean isIll(TargetHealth target, Duration limit) {
        return target.samples() == 0
                || failsOften(target)
                || target.longestGap().compareTo(limit) > 0;
    }

    /** More of its scrapes than a busy machine's. */
    static boolean failsOften(TargetHealth target) {
        return target.failed() > FEW * target.samples();
    }

    private static String text(TargetHealth target) {
        if (target.samples() == 0) {
            return name(target) + "was never scraped";
        }
        return failsOften(target)
                ? failed(target)
                : name(target) + "was not scraped for " + length(target.longestGap());
    }

    /** How many of its scrapes failed. */
    static String failed(TargetHealth target) {
        return name(target) + "failed %d of %s".formatted(target.failed(), count(target.samples(), "scrape"));
    }

    private static String name(TargetHealth target) {
        return "target " + target.job() + " (" + target.instance() + ") ";
    }

    private static Optional<Obstacle> unmet(String actual, String pointer) {
        return Optional.of(new Obstacle("the baseline proves nothing: " + actual, "", List.of(pointer)));
    }
}
