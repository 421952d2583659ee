package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.workspace.Durations;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Prometheus knows. Source: the HTTP API v1 of Prometheus 2.40 and later; shapes checked against 3.16. Fields it
 * does not know are ignored. Every method throws a {@link StackException} that names the URL, the status and the
 * beginning of the body. Thread-safe.
 */
public final class PrometheusClient {
    private static final String QUERY = "/api/v1/query";
    private static final String WRITE = "/api/v1/write";

    private final HttpJson http;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL, with its path prefix if there is one
     */
    public PrometheusClient(URI base) {
        this.http = new HttpJson("prometheus", base);
    }

    /**
     * The same as somebody's file says that it is reached.
     *
     * @param access where it answers, and what it wants to see
     */
    public PrometheusClient(Access access) {
        this.http = new HttpJson("prometheus", access);
    }

    /**
     * One series with raw samples.
     *
     * @param labels all labels, {@code __name__} among them
     * @param samples in order of time
     */
    public record Series(Map<String, String> labels, List<Sample> samples) {
        /** Copies the collections. */
        public Series {
            labels = Map.copyOf(labels);
            samples = List.copyOf(samples);
        }
    }

    /**
     * One sample.
     *
     * @param at its time, exact to the millisecond as stored
     * @param value may be NaN or infinite
     */
    public record Sample(Instant at, double value) {}

    /**
     * An active scrape target.
     *
     * @param job its job label
     * @param instance its instance label
     * @param health {@code up}, {@code down} or {@code unknown}
     * @param scrapeInterval how often it is scraped
     * @param lastError why the last scrape failed; empty text if it did not
     */
    public record Target(String job, String instance, String health, Duration scrapeInterval, String lastError) {}

    /**
     * An alert that is pending or firing now.
     *
     * @param state {@code pending} or {@code firing}
     * @param labels all labels, {@code alertname} among them
     */
    public record ActiveAlert(String state, Map<String, String> labels) {
        /** Copies the labels. */
        public ActiveAlert {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * The alerting rules that are loaded.
     *
     * @return in the order of {@code GET /api/v1/rules?type=alert}
     */
    public List<Rule> rules() {
        return Json.elements(data("/api/v1/rules", "type", "alert").path("groups"))
                .flatMap(LoadedRules::alerting)
                .toList();
    }

    /**
     * Raw samples, without any resolution or staleness applied: an instant query of a range selector. Stale markers
     * are left out by Prometheus, so an ended series just stops.
     *
     * @param selector a vector selector, e.g. {@code ALERTS}
     * @param from the earliest sample, inclusive
     * @param to the latest sample, inclusive
     * @return one entry per series that has samples
     */
    public List<Series> samples(String selector, Instant from, Instant to) {
        return Json.elements(data(QUERY, samplesQuery(selector, from, to)).path("result"))
                .map(node -> series(node, from, to))
                .filter(series -> !series.samples().isEmpty())
                .toList();
    }

    /**
     * An instant query at the present.
     *
     * @param query PromQL that gives a vector or a scalar
     * @return one entry per series, with one sample each
     */
    public List<Series> instant(String query) {
        JsonNode data = data(QUERY, "query", query);
        return switch (data.path("resultType").asText()) {
            case "vector" ->
                Json.elements(data.path("result"))
                        .map(node -> new Series(Json.strings(node.path("metric")), List.of(sample(node.path("value")))))
                        .toList();
            case "scalar" -> List.of(new Series(Map.of(), List.of(sample(data.path("result")))));
            default ->
                throw new StackException("query must give a vector or a scalar, but " + query + " gives a "
                        + data.path("resultType").asText());
        };
    }

    /**
     * Writes samples of the past, by remote write 1.0 ({@code POST /api/v1/write}).
     *
     * @param series whole label sets, and samples in order of time
     * @return how they were written
     */
    Source write(List<Series> series) {
        http.write(WRITE, RemoteWrite.body(series), RemoteWrite.CONTENT_TYPE, RemoteWrite.HEADERS);
        return http.source(WRITE);
    }

    /**
     * The active targets.
     *
     * @return as in {@code GET /api/v1/targets}
     */
    public List<Target> targets() {
        return Json.elements(data("/api/v1/targets", "state", "active").path("activeTargets"))
                .map(node -> new Target(
                        node.path("labels").path("job").asText(),
                        node.path("labels").path("instance").asText(),
                        node.path("health").asText(),
                        Durations.parse(node.path("scrapeInterval").asText("0")),
                        node.path("lastError").asText()))
                .toList();
    }

    /**
     * The alerts that are pending or firing.
     *
     * @return as in {@code GET /api/v1/alerts}
     */
    public List<ActiveAlert> activeAlerts() {
        return Json.elements(data("/api/v1/alerts").path("alerts"))
                .map(node -> new ActiveAlert(node.path("state").asText(), Json.strings(node.path("labels"))))
                .toList();
    }

    /**
     * The running configuration.
     *
     * @return YAML, secrets hidden by Prometheus
     */
    public String configuration() {
        return data("/api/v1/status/config").path("yaml").asText();
    }

    /**
     * The Alertmanagers it sends to.
     *
     * @return the active ones
     */
    public List<URI> alertmanagers() {
        return Json.elements(data("/api/v1/alertmanagers").path("activeAlertmanagers"))
                .map(node -> URI.create(node.path("url").asText()))
                .toList();
    }

    /**
     * Its version.
     *
     * @return e.g. {@code 3.16.0}
     */
    public String version() {
        return data("/api/v1/status/buildinfo").path("version").asText();
    }

    /**
     * Its clock.
     *
     * @return {@code serverTime} of the runtime information; empty before Prometheus 3.0
     */
    public Optional<Instant> time() {
        return Json.time(data("/api/v1/status/runtimeinfo").path("serverTime"));
    }

    /** When this process of it was started. */
    Optional<Instant> startedAt() {
        return Json.time(data("/api/v1/status/runtimeinfo").path("startTime"));
    }

    Source source(String query) {
        return http.source(QUERY, "query", query);
    }

    Source samplesSource(String selector, Instant from, Instant to) {
        return http.source(QUERY, samplesQuery(selector, from, to));
    }

    Source api(String path, String... query) {
        return http.source(path, query);
    }

    /** The selector is open on the left since Prometheus 3, hence one millisecond more. */
    private static String[] samplesQuery(String selector, Instant from, Instant to) {
        long end = to.toEpochMilli();
        long window = end - from.toEpochMilli() + 1;
        return new String[] {"query", selector + "[" + window + "ms]", "time", seconds(end)};
    }

    /** Milliseconds as the API writes times and steps. */
    static String seconds(long millis) {
        return millis / 1000 + "." + String.format("%03d", millis % 1000);
    }

    /** The labels of every series that had samples meanwhile. */
    List<Map<String, String>> labels(Instant from, Instant to) {
        JsonNode all = data(
                "/api/v1/series",
                "match[]",
                "{__name__=~\".+\"}",
                "start",
                seconds(from.toEpochMilli()),
                "end",
                seconds(to.toEpochMilli()));
        return Json.elements(all).map(Json::strings).toList();
    }

    /** Whatever is answered, also what is wrong with a query. */
    HttpJson.Answer ask(String path, String... query) {
        return http.ask(path, query);
    }

    /** What is in the envelope of an answer. */
    JsonNode data(String path, String... query) {
        return data(ask(path, query));
    }

    JsonNode data(HttpJson.Answer given) {
        JsonNode answer = http.json(http.succeeded(given));
        if (!answer.path("status").asText().equals("success")) {
            throw new StackException("prometheus answered " + given.url() + " with "
                    + answer.path("error").asText("no status")
                    + ". Check that the URL is really the one of Prometheus.");
        }
        return answer.path("data");
    }

    static Series series(JsonNode node, Instant from, Instant to) {
        List<Sample> samples = Json.elements(node.path("values"))
                .map(PrometheusClient::sample)
                .filter(sample -> !sample.at().isBefore(from) && !sample.at().isAfter(to))
                .toList();
        return new Series(Json.strings(node.path("metric")), samples);
    }

    static Sample sample(JsonNode pair) {
        Instant at = Instant.ofEpochMilli(Math.round(pair.path(0).asDouble() * 1000));
        String value = pair.path(1).asText().replace("Inf", "Infinity");
        return new Sample(at, Double.parseDouble(value));
    }
}
