package io.firedrill.stacks.observe;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.Source;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Alertmanager knows. Source: the HTTP API v2 of Alertmanager 0.22 and later; shapes checked against 0.34.2.
 * Fields it does not know are ignored. Every method throws an {@link io.firedrill.stacks.StackException} that names the
 * URL, the status and the beginning of the body. Of several that gossip one is asked, which is another one once that does
 * not answer. Thread-safe.
 */
public final class AlertmanagerClient {
    private static final String ALERTS = "/api/v2/alerts";
    private static final String SILENCES = "/api/v2/silences";
    private static final String SILENCE = "/api/v2/silence/";

    private final Failover replicas;

    /**
     * Asks nothing yet.
     *
     * @param base the base URL, with its path prefix if there is one
     */
    public AlertmanagerClient(URI base) {
        this(List.of(base));
    }

    /**
     * Asks nothing yet.
     *
     * @param bases the base URLs of those that gossip, at least one
     */
    public AlertmanagerClient(List<URI> bases) {
        this(new Failover(
                bases.stream().map(base -> new HttpJson("alertmanager", base)).toList()));
    }

    AlertmanagerClient(Failover replicas) {
        this.replicas = replicas;
    }

    /**
     * One alert. Its state is a prediction made when it was asked for; it proves no notification.
     *
     * @param fingerprint Alertmanager's id of the label set
     * @param labels all labels, {@code alertname} among them
     * @param state {@code active}, {@code suppressed} or {@code unprocessed}
     * @param receivers the receivers the route tree gives it, sorted
     * @param silencedBy ids of the silences that match, sorted
     * @param inhibitedBy fingerprints of the alerts that inhibit it, sorted
     * @param mutedBy by receiver, the time intervals that muted the last flush; only the groups know, see {@link Mutes}
     */
    public record Alert(
            String fingerprint,
            Map<String, String> labels,
            String state,
            List<String> receivers,
            List<String> silencedBy,
            List<String> inhibitedBy,
            Map<String, List<String>> mutedBy) {
        /** Copies the collections. */
        public Alert {
            labels = Map.copyOf(labels);
            receivers = List.copyOf(receivers);
            silencedBy = List.copyOf(silencedBy);
            inhibitedBy = List.copyOf(inhibitedBy);
            mutedBy = Map.copyOf(mutedBy);
        }

        Alert(
                String fingerprint,
                Map<String, String> labels,
                String state,
                List<String> receivers,
                List<String> silencedBy,
                List<String> inhibitedBy) {
            this(fingerprint, labels, state, receivers, silencedBy, inhibitedBy, Map.of());
        }

        Alert mutedBy(Map<String, List<String>> intervals) {
            return new Alert(fingerprint, labels, state, receivers, silencedBy, inhibitedBy, intervals);
        }
    }

    /**
     * One aggregation group. Alerts that have ended are left out by Alertmanager, so a group of ended alerts that has
     * yet to tell so is not seen here.
     *
     * @param receiver where it sends
     * @param labels what its alerts have in common, by {@code group_by}
     * @param alerts its alerts
     * @param mutedBy the time intervals that its last flush was muted by, sorted
     */
    public record Group(String receiver, Map<String, String> labels, List<Alert> alerts, List<String> mutedBy) {
        /** Copies the collections. */
        public Group {
            labels = Map.copyOf(labels);
            alerts = List.copyOf(alerts);
            mutedBy = List.copyOf(mutedBy);
        }
    }

    /**
     * One silence.
     *
     * @param id its id
     * @param matchers as Alertmanager writes them, e.g. {@code service="inference"}
     * @param state {@code pending}, {@code active} or {@code expired}
     * @param startsAt when it begins
     * @param endsAt when it ends
     * @param author who made it
     * @param comment why
     */
    public record Silence(
            String id,
            List<String> matchers,
            String state,
            Instant startsAt,
            Instant endsAt,
            String author,
            String comment) {
        /** Copies the matchers. */
        public Silence {
            matchers = List.copyOf(matchers);
        }
    }

    /**
     * A silence that was just made.
     *
     * @param id its id
     * @param serverDate Alertmanager's clock, to the second
     */
    record Created(String id, Optional<Instant> serverDate) {}

    /**
     * Every alert that has not ended, also the silenced and inhibited ones.
     *
     * @return as in {@code GET /api/v2/alerts}
     */
    public List<Alert> alerts() {
        return Json.elements(replicas.ask(http -> http.get(ALERTS)))
                .map(AlertmanagerClient::alert)
                .toList();
    }

    /**
     * The aggregation groups.
     *
     * @return as in {@code GET /api/v2/alerts/groups}
     */
    public List<Group> groups() {
        return Json.elements(replicas.ask(http -> http.get(ALERTS + "/groups")))
                .map(AlertmanagerClient::group)
                .toList();
    }

    /**
     * Every silence, also expired ones that are still remembered.
     *
     * @return as in {@code GET /api/v2/silences}
     */
    public List<Silence> silences() {
        return Json.elements(replicas.ask(http -> http.get(SILENCES)))
                .map(AlertmanagerClient::silence)
                .toList();
    }

    /**
     * One silence.
     *
     * @param id its id
     * @return the silence, or empty if it is not known
     */
    public Optional<Silence> silence(String id) {
        String path = SILENCE + id;
        return replicas.ask(http -> http.find(path)
                .map(body -> silence(http.parse(body, http.source(path).locator()))));
    }

    /**
     * Ends a silence now. One that has already ended stays so.
     *
     * @param id its id
     */
    public void expire(String id) {
        replicas.ask(http -> {
            http.delete(SILENCE + id);
            return id;
        });
    }

    /**
     * The running configuration.
     *
     * @return YAML, secrets hidden by Alertmanager
     */
    public String configuration() {
        return replicas.ask(http -> http.get("/api/v2/status"))
                .path("config")
                .path("original")
                .asText();
    }

    /**
     * Its version.
     *
     * @return e.g. {@code 0.34.2}
     */
    public String version() {
        return replicas.ask(http -> http.get("/api/v2/status"))
                .path("versionInfo")
                .path("version")
                .asText();
    }

    /**
     * The receivers.
     *
     * @return their names, in the order of the configuration
     */
    public List<String> receivers() {
        return Json.elements(replicas.ask(http -> http.get("/api/v2/receivers")))
                .map(node -> node.path("name").asText())
                .toList();
    }

    Created create(JsonNode silence) {
        return replicas.ask(http -> {
            HttpJson.Answer answer = http.post(SILENCES, silence);
            return new Created(http.json(answer).path("silenceID").asText(), answer.date());
        });
    }

    void post(JsonNode alerts) {
        replicas.ask(http -> http.post(ALERTS, alerts));
    }

    /** By its own clock, to the second. */
    Optional<Instant> date() {
        return replicas.ask(http -> http.succeeded(http.ask("/api/v2/status"))).date();
    }

    /** What it counts of itself. */
    Exposition metrics() {
        return new Exposition(replicas.ask(http -> http.text("/metrics")));
    }

    /** Of the first one. */
    Source source(String path) {
        return replicas.first().source(path);
    }

    private static Alert alert(JsonNode node) {
        JsonNode status = node.path("status");
        return new Alert(
                node.path("fingerprint").asText(),
                Json.strings(node.path("labels")),
                status.path("state").asText(),
                Json.elements(node.path("receivers"))
                        .map(receiver -> receiver.path("name").asText())
                        .sorted()
                        .toList(),
                Json.texts(status.path("silencedBy")).stream().sorted().toList(),
                Json.texts(status.path("inhibitedBy")).stream().sorted().toList());
    }

    /** Alertmanager repeats with each alert what muted the group. */
    private static Group group(JsonNode node) {
        return new Group(
                node.path("receiver").path("name").asText(),
                Json.strings(node.path("labels")),
                Json.elements(node.path("alerts"))
                        .map(AlertmanagerClient::alert)
                        .toList(),
                Json.elements(node.path("alerts"))
                        .flatMap(alert -> Json.texts(alert.path("status").path("mutedBy")).stream())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Silence silence(JsonNode node) {
        return new Silence(
                node.path("id").asText(),
                Json.elements(node.path("matchers"))
                        .map(matcher -> SilenceMatcher.read(matcher).toString())
                        .toList(),
                node.path("status").path("state").asText(),
                Json.time(node.path("startsAt")).orElse(Instant.EPOCH),
                Json.time(node.path("endsAt")).orElse(Instant.EPOCH),
                node.path("createdBy").asText(),
                node.path("comment").asText());
    }
}
