package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.history.Stretch;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When Prometheus stored anything: whether there is a sample of {@code up}, of any target, in each of equally long steps. A
 * step is at least twice the scrape interval, so that an outage that is shorter than two of them may go unseen.
 */
final class StoredTimes {
    private static final long MOST_STEPS = 10_000;
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(1);

    private final PrometheusClient prometheus;
    private final Stretch time;
    private final Duration step;

    StoredTimes(PrometheusClient prometheus, Stretch time) {
        this.prometheus = prometheus;
        this.time = time;
        Duration coarse = Duration.ofMillis(time.length().toMillis() / MOST_STEPS + 1);
        Duration twice = scrapeInterval().multipliedBy(2);
        this.step = coarse.compareTo(twice) > 0 ? coarse : twice;
    }

    /** In order of time, each with one step more on either side: the last sample before and the first after are in those. */
    List<Stretch> blind() {
        Set<Instant> stored = stored();
        List<Stretch> blind = new ArrayList<>();
        Instant first = null;
        for (Instant at = start(); !at.isAfter(time.to()); at = at.plus(step)) {
            if (!stored.contains(at)) {
                first = first == null ? at : first;
            } else if (first != null) {
                blind.add(unseen(first, at));
                first = null;
            }
        }
        if (first != null) {
            blind.add(unseen(first, time.to()));
        }
        return blind;
    }

    Source source() {
        return prometheus.api("/api/v1/query_range", query());
    }

    private Stretch unseen(Instant firstEmpty, Instant to) {
        Instant from = firstEmpty.minus(step).minus(step);
        return new Stretch(from.isBefore(time.from()) ? time.from() : from, to);
    }

    private Set<Instant> stored() {
        return Json.elements(prometheus.data("/api/v1/query_range", query()).path("result"))
                .flatMap(series -> Json.elements(series.path("values")))
                .map(pair -> PrometheusClient.sample(pair).at())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Instant start() {
        return time.from().plus(step);
    }

    private String[] query() {
        return new String[] {
            "query", "count(count_over_time(up[" + step.toMillis() + "ms]))",
            "start", PrometheusClient.seconds(start().toEpochMilli()),
            "end", PrometheusClient.seconds(time.to().toEpochMilli()),
            "step", PrometheusClient.seconds(step.toMillis())
        };
    }

    private Duration scrapeInterval() {
        try {
            return prometheus.targets().stream()
                    .map(PrometheusClient.Target::scrapeInterval)
                    .filter(interval -> !interval.isZero())
                    .max(Duration::compareTo)
                    .orElse(USUAL_INTERVAL);
        } catch (StackException e) {
            return USUAL_INTERVAL;
        }
    }
}
