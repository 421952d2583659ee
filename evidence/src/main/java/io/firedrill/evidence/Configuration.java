package io.firedrill.evidence;

import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.util.List;

/**
 * What the running components say they are configured to do; the detection budget is computed from it.
 *
 * @param scrapeInterval the longest scrape interval among the system's targets
 * @param evaluationInterval the default rule evaluation interval
 * @param rules the alerting rules Prometheus has loaded
 * @param routes Alertmanager's routes, flattened: children before their parent, the root last
 * @param receivers Alertmanager's receivers
 */
public record Configuration(
        Duration scrapeInterval,
        Duration evaluationInterval,
        List<Rule> rules,
        List<Route> routes,
        List<Receiver> receivers) {
    /** Copies the lists. */
    public Configuration {
        rules = List.copyOf(rules);
        routes = List.copyOf(routes);
        receivers = List.copyOf(receivers);
    }

    /**
     * One whose receivers are not known.
     *
     * @param scrapeInterval the longest scrape interval among the system's targets
     * @param evaluationInterval the default rule evaluation interval
     * @param rules the alerting rules Prometheus has loaded
     * @param routes Alertmanager's routes, flattened
     */
    public Configuration(Duration scrapeInterval, Duration evaluationInterval, List<Rule> rules, List<Route> routes) {
        this(scrapeInterval, evaluationInterval, rules, routes, List.of());
    }
}
