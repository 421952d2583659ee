package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the active targets and how each was scraped. Sources: {@code GET /api/v1/targets}, raw samples of {@code up}, and
 * {@code timestamp()} of Prometheus 2.40 and later. Confined to one thread.
 */
final class TargetReader {
    private static final String TARGETS = "/api/v1/targets";

    /** What Prometheus writes itself, at its own times. */
    private static final String OWN = "up|scrape_.+|ALERTS|ALERTS_FOR_STATE";

    private final PrometheusClient prometheus;
    private final Instant zero;
    private final Instant end;

    TargetReader(PrometheusClient prometheus, Instant zero, Instant end) {
        this.prometheus = prometheus;
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
        Map<Map<String, String>, Instant> oldest = oldest(recorded);
        return Json.elements(prometheus.data(TARGETS, "state", "active").path("activeTargets"))
                .map(node -> target(node, up, oldest, source))
                .toList();
    }

    private ScrapeTarget target(
            JsonNode node,
            Map<Map<String, String>, List<Sample>> up,
            Map<Map<String, String>, Instant> oldest,
            Source source) {
        Map<String, String> labels = Json.strings(node.path("labels"));
        Duration interval = Durations.parse(node.path("scrapeInterval").asText("0"));
        List<Sample> samples = up.getOrDefault(labels, List.of());
        Optional<Instant> last = samples.stream()
                .filter(sample -> sample.value() != 0)
                .map(Sample::at)
                .max(Instant::compareTo);
        Optional<Instant> first = Optional.ofNullable(oldest.get(named(labels)));
        return new ScrapeTarget(
                labels,
                node.path("scrapeUrl").asText(),
                interval,
                node.path("health").asText("unknown"),
                node.path("lastError").asText(),
                samples.size(),
                (int) samples.stream().filter(sample -> sample.value() == 0).count(),
                pauses(samples, interval.multipliedBy(2)),
                last.flatMap(scrape -> first.map(sample -> Duration.between(sample, scrape))),
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

    /** By job and instance: the oldest sample among those that queries would find at the end. */
    private Map<Map<String, String>, Instant> oldest(Set<String> recorded) {
        String names = recorded.isEmpty() ? OWN : OWN + "|" + String.join("|", recorded);
        String query = "min by (job, instance) (timestamp({instance!=\"\", __name__!~\"" + names + "\"}))";
        JsonNode data =
                prometheus.data("/api/v1/query", "query", query, "time", PrometheusClient.seconds(end.toEpochMilli()));
        Map<Map<String, String>, Instant> oldest = new HashMap<>();
        Json.elements(data.path("result"))
                .map(node -> new Series(
                        Json.strings(node.path("metric")), List.of(PrometheusClient.sample(node.path("value")))))
                .forEach(series -> oldest.put(
                        named(series.labels()),
                        Instant.ofEpochMilli(Math.round(series.samples().get(0).value() * 1000))));
        return oldest;
    }

    private static Map<String, String> named(Map<String, String> labels) {
        return Map.of("job", labels.getOrDefault("job", ""), "instance", labels.getOrDefault("instance", ""));
    }
}
