package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.verdict.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a configuration already says about promises, before anything is broken. Thread-safe. */
public final class Forecasts {
    private Forecasts() {}

    /**
     * The promises of detection (A01, A20) that a configuration can never keep, because its floor is longer.
     *
     * @param configuration what the running components are configured to do
     * @param promises those of a drill
     * @param watched what the drill knows of how long a fault needs to cross a threshold
     * @return a line for each, e.g. {@code HighRequestLatency is promised within 4s, but the configuration needs at least 6s:
     *     `for` 2.4s, `group_wait` 3.6s}
     */
    public static List<String> hopeless(
            Configuration configuration, List<? extends Promise> promises, List<Watched> watched) {
        List<String> lines = new ArrayList<>();
        for (Promise promise : promises) {
            fires(promise)
                    .flatMap(fires -> needs(configuration, fires.alert(), crossing(fires, watched))
                            .filter(least -> least.floor().compareTo(fires.within()) > 0)
                            .map(least -> fires.alert() + " is promised within " + length(fires.within()) + ", but "
                                    + text(least)))
                    .ifPresent(lines::add);
        }
        return List.copyOf(lines);
    }

    /** What a verdict adds when the configuration alone takes longer than promised; empty if it does not. */
    static String hint(Configuration configuration, AlertSelector alert, Duration within) {
        return needs(configuration, alert, Duration.ZERO)
                .filter(least -> least.floor().compareTo(within) > 0)
                .map(Forecasts::text)
                .orElse("");
    }

    private static Optional<AlertFires> fires(Promise promise) {
        if (promise instanceof DataMissed missed) {
            return Optional.of(new AlertFires(missed.alert(), missed.fault(), missed.within()));
        }
        return promise instanceof AlertFires fires ? Optional.of(fires) : Optional.empty();
    }

    private static Duration crossing(AlertFires fires, List<Watched> watched) {
        return watched.stream()
                .filter(each ->
                        each.alert().equals(fires.alert()) && each.fault().equals(fires.fault()))
                .map(Watched::crossing)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private static String text(Budget least) {
        List<String> parts = new ArrayList<>();
        Map<String, Duration> named = new LinkedHashMap<>();
        named.put("crossing the threshold ", least.crossing());
        named.put("`for` ", least.holdFor());
        named.put("`group_wait` ", least.groupWait());
        named.forEach((name, time) -> {
            if (!time.isZero()) {
                parts.add(name + length(time));
            }
        });
        return "the configuration needs at least " + length(least.floor()) + ": " + String.join(", ", parts);
    }

    /** The shortest over all rules of that name, and over all routes that could take it. */
    private static Optional<Budget> needs(Configuration configuration, AlertSelector alert, Duration crossing) {
        return configuration.rules().stream()
                .filter(rule -> rule.name().equals(alert.name()) && agrees(rule, alert))
                .flatMap(rule -> routes(configuration, rule, alert).stream()
                        .map(route -> Budgets.budget(configuration, rule, route, crossing)))
                .min(Comparator.comparing(Budget::floor));
    }

    private static boolean agrees(Rule rule, AlertSelector alert) {
        return rule.labels().entrySet().stream()
                .allMatch(label -> label.getValue().contains("{{")
                        || label.getValue().equals(alert.labels().getOrDefault(label.getKey(), label.getValue())));
    }

    /**
     * The routes that could be the first to take it: labels that only the series will have may match anything, up to the
     * first route that needs none of them.
     */
    private static List<Route> routes(Configuration configuration, Rule rule, AlertSelector alert) {
        Map<String, String> known = new HashMap<>(alert.labels());
        rule.labels().forEach((name, value) -> {
            if (!value.contains("{{")) {
                known.putIfAbsent(name, value);
            }
        });
        known.put("alertname", rule.name());
        List<Route> routes = new ArrayList<>();
        for (Route route : configuration.routes()) {
            List<LabelMatcher> matchers =
                    route.matchers().stream().map(LabelMatcher::parse).toList();
            if (matchers.stream().allMatch(matcher -> !known.containsKey(matcher.label()) || matcher.matches(known))) {
                routes.add(route);
                if (matchers.stream().allMatch(matcher -> known.containsKey(matcher.label()))) {
                    break;
                }
            }
        }
        return routes;
    }
}
