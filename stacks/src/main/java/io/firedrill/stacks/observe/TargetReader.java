package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the active targets and how each was scraped. Sources: {@code GET /api/v1/targets}, raw samples of {@code up}, and
 * {@code last_over_time()} of Prometheus 2.40 and later. Confined to one thread.
 */
final class TargetReader {
    private static final String TARGETS = "/api/v1/targets";

    /** What Prometheus writes itself, at its own times. */
    private static final String OWN = "up|scrape_(duration|timeout)_seconds|scrape_sample_limit|scrape_body_size_bytes"
            + "|scrape_series_added|scrape_samples_(scraped|post_metric_relabeling)|ALERTS|ALERTS_FOR_STATE";

    /** As long as Prometheus shows a series without a new sample, at the pace of production. */
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Written by Prometheus for each scrape, from 2.0 on. */
    private static final String BROUGHT = "scrape_samples_post_metric_relabeling";

    private final PrometheusClient prometheus;
    private final double scale;
    private final Instant zero;
    private final Instant end;

    TargetReader(PrometheusClient prometheus, double scale, Instant zero, Instant end) {
        this.prometheus = prometheus;
        this.scale = Math.max(1, scale);
        this.zero = zero;
        this.end = end;
    }

    /** {@code recorded} are the names of metrics that rules record: their samples have the rules' times. */
    List<ScrapeTarget> read(Set<String> recorded) {
        Source source = prometheus.api(TARGETS, "state", "active");
        Map<Map<String, String>, List<Sample>> up = new HashMap<>();
        prometheus
                .samples("up", zero, end)
                .forEach(series -> up.put(AlertPeriods.without(series.labels(), "__name__"), series.samples()));
        String own = recorded.isEmpty() ? OWN : OWN + "|" + String.join("|", recorded);
        Freshness freshness = new Freshness("{instance!=\"\", __name__!~\"" + own + "\"}");
        return Json.elements(prometheus.data(TARGETS, "state", "active").path("activeTargets"))
                .map(node -> target(node, up, freshness, source))
                .toList();
    }

    private ScrapeTarget target(
            JsonNode node, Map<Map<String, String>, List<Sample>> up, Freshness freshness, Source source) {
        Map<String, String> labels = Json.strings(node.path("labels"));
        Duration interval = Durations.parse(node.path("scrapeInterval").asText("0"));
        List<Sample> samples = up.getOrDefault(labels, List.of());
        Duration staleAfter = Duration.ofMillis(Math.round(2 * interval.toMillis() * scale));
        return new ScrapeTarget(
                labels,
                node.path("scrapeUrl").asText(),
                interval,
                node.path("health").asText("unknown"),
                node.path("lastError").asText(),
                samples.size(),
                (int) samples.stream().filter(sample -> sample.value() == 0).count(),
                pauses(samples, interval.multipliedBy(2)),
                freshness.brought(labels),
                freshness.stale(labels, staleAfter),
                staleAfter,
                source);
    }

    private List<Pause> pauses(List<Sample> samples, Duration longerThan) {
        List<Pause> pauses = new ArrayList<>();
        Instant last = zero;
        for (Sample sample : samples) {
            if (sample.value() != 0) {
                add(pauses, last, sample.at(), longerThan);
                last = sample.at();
            }
        }
        add(pauses, last, end, longerThan);
        return pauses;
    }

    private void add(List<Pause> pauses, Instant from, Instant to, Duration longerThan) {
        Pause pause = new Pause(Duration.between(zero, from), Duration.between(zero, to));
        if (pause.length().compareTo(longerThan) > 0) {
            pauses.add(pause);
        }
    }

    /**
     * How many samples the last scrape brought, by job and instance, and how many of their series have none of late: those
     * that the scrape brought and that are not late, as far as Prometheus has older ones. A series that is gone was not
     * brought, and one with a job or an instance of its own has no older ones here.
     */
    private final class Freshness {
        private final String selector;
        private final Map<Map<String, String>, Integer> brought;
        private final Map<Duration, Map<Map<String, String>, Integer>> found = new HashMap<>();

        Freshness(String selector) {
            this.selector = selector;
            this.brought = counts("sum", BROUGHT);
        }

        int brought(Map<String, String> labels) {
            return brought.getOrDefault(named(labels), 0);
        }

        int stale(Map<String, String> labels, Duration after) {
            int late = found(labels, after);
            int missing = brought(labels) - late;
            return missing <= 0 ? 0 : Math.max(0, Math.min(missing, found(labels, LONG) - late));
        }

        /** The series with a sample in this time before the end. */
        private int found(Map<String, String> labels, Duration within) {
            return found.computeIfAbsent(within, this::found).getOrDefault(named(labels), 0);
        }

        private Map<Map<String, String>, Integer> found(Duration within) {
            return counts("count", "last_over_time(" + selector + "[" + Math.max(1, within.toMillis()) + "ms])");
        }

        private Map<Map<String, String>, Integer> counts(String how, String vector) {
            JsonNode data = prometheus.data(
                    "/api/v1/query",
                    "query",
                    how + " by (job, instance) (" + vector + ")",
                    "time",
                    PrometheusClient.seconds(end.toEpochMilli()));
            Map<Map<String, String>, Integer> counts = new HashMap<>();
            Json.elements(data.path("result"))
                    .forEach(node -> counts.put(
                            named(Json.strings(node.path("metric"))),
                            node.path("value").path(1).asInt()));
            return counts;
        }

        private static Map<String, String> named(Map<String, String> labels) {
            return Map.of("job", labels.getOrDefault("job", ""), "instance", labels.getOrDefault("instance", ""));
        }
    }
}
