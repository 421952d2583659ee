package io.firedrill.evidence;

import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the running components say they are configured to do; the detection budget is computed from it.
 *
 * @param scrapeInterval the longest scrape interval among the system's targets
 * @param evaluationInterval the default rule evaluation interval
 * @param rules the alerting rules Prometheus has loaded
 * @param routes Alertmanager's routes, flattened: children before their parent, the root last
 * @param receivers Alertmanager's receivers
 * @param asOf the instant that time intervals were held at instead of now; empty if they followed the clock
 */
public record Configuration(
        Duration scrapeInterval,
        Duration evaluationInterval,
        List<Rule> rules,
        List<Route> routes,
        List<Receiver> receivers,
        Optional<AsOf> asOf) {
    /** Copies the lists. */
    public Configuration {
        rules = List.copyOf(rules);
        routes = List.copyOf(routes);
        receivers = List.copyOf(receivers);
    }

    /**
     * A configuration whose receivers are not known, and whose time intervals follow the clock.
     *
     * @param scrapeInterval as above
     * @param evaluationInterval as above
     * @param rules as above
     * @param routes as above
     */
    public Configuration(Duration scrapeInterval, Duration evaluationInterval, List<Rule> rules, List<Route> routes) {
        this(scrapeInterval, evaluationInterval, rules, routes, List.of(), Optional.empty());
    }
}
