package io.firedrill.assertions;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Budget;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The detection time that the running configuration itself allows, from fault to delivery:
 *
 * <pre>
 * floor = crossing + ceil(for / evaluation) * evaluation + group_wait
 * mean  = floor + scrape / 2 + evaluation / 2
 * worst = floor + scrape + evaluation
 * </pre>
 *
 * Scraping, evaluating and sending take no time in it, and the alert opens its group. Thread-safe.
 */
public final class Budgets {
    private Budgets() {}

    /**
     * The budget of one alert.
     *
     * @param evidence what was configured
     * @param labels the alert's labels, {@code alertname} among them
     * @param receiver where it was delivered, if it was; its route is preferred
     * @param crossing how long the expression needs to cross its threshold
     * @return its budget; empty if no rule of that name is loaded or no route takes it
     */
    public static Optional<Budget> of(
            Evidence evidence, Map<String, String> labels, Optional<String> receiver, Duration crossing) {
        AlertSelector alert = new AlertSelector(labels.getOrDefault("alertname", "?"), labels);
        Optional<Route> route =
                receiver.flatMap(name -> Routes.to(evidence, name, labels)).or(() -> Routes.of(evidence, labels));
        return Rules.of(evidence, alert)
                .flatMap(rule -> route.map(taken -> budget(evidence.configuration(), rule, taken, crossing)));
    }

    static Budget budget(Configuration configuration, Rule rule, Route route, Duration crossing) {
        return new Budget(
                crossing,
                configuration.scrapeInterval(),
                rule.interval(),
                HoldsFor.upToEvaluation(rule.holdFor(), rule.interval()),
                route.groupWait());
    }
}
