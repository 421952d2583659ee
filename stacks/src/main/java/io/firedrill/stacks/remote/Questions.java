package io.firedrill.stacks.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.stacks.remote.Probe.Reply;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteEndpoint;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What each kind of endpoint is asked, the plainest first. Each is a GET that changes nothing. Source: Prometheus HTTP API v1
 * (3.x), Alertmanager v2 (0.34), Jaeger query (1.62, 2.x), Zipkin v2 (3.x), Tempo (2.x), Grafana (12),
 * Sentry's web API 0, LangSmith's API v1, Helicone's API v1 (its requests are queried by POST, so the schema is asked for).
 */
final class Questions {
    static final String FLAGS_PAGE = "/api/v1/status/flags";

    private static final String STATUS_PAGE = "/api/v2/status";
    private static final String SERVICES = "services";
    private static final String TEMPO_NEWEST = "/api/search?limit=3";

    /** How many services or traces are looked into. */
    private static final int LOOKED_INTO = 3;

    private Questions() {}

    /**
     * One question.
     *
     * @param topic what is asked for
     * @param path where
     * @param told the answer in words
     */
    record Asked(String topic, String path, Function<JsonNode, String> told) {}

    static List<Asked> of(RemoteEndpoint endpoint) {
        return switch (endpoint.kind()) {
            case PROMETHEUS -> prometheus();
            case ALERTMANAGER -> alertmanager();
            case JAEGER ->
                List.of(new Asked(SERVICES, "/api/services", answer -> count(answer.path("data"), "service")));
            case ZIPKIN -> List.of(new Asked(SERVICES, "/api/v2/services", answer -> count(answer, "service")));
            case TEMPO ->
                List.of(
                        new Asked(
                                SERVICES,
                                "/api/search/tag/service.name/values",
                                answer -> count(answer.path("tagValues"), "service")),
                        new Asked("newest traces", TEMPO_NEWEST, answer -> count(answer.path("traces"), "trace")));
            case GRAFANA -> grafana();
            case SENTRY ->
                List.of(new Asked("organisations", "/api/0/organizations/", answer -> count(answer, "organisation")));
            case HELICONE -> List.of(new Asked("schema", "/v1/helicone-sql/schema", Questions::tables));
            case LANGSMITH -> List.of(new Asked("projects", "/api/v1/sessions?limit=1", answer -> "can be read"));
            case ENTRY -> List.of(new Asked("health", endpoint.health(), answer -> "serves"));
        };
    }

    /** Where the newest spans stand, whose attributes may hold secrets; empty if it tells none. */
    static List<String> spans(EndpointKind kind, Map<String, Reply> replies) {
        return switch (kind) {
            case JAEGER ->
                read(replies, "/api/services", "data")
                        .map(service -> "/api/traces?limit=5&service=" + encoded(service.asText()))
                        .limit(LOOKED_INTO)
                        .toList();
            case ZIPKIN -> List.of("/api/v2/traces?limit=10");
            case TEMPO ->
                read(replies, TEMPO_NEWEST, "traces")
                        .map(trace ->
                                "/api/traces/" + encoded(trace.path("traceID").asText()))
                        .limit(LOOKED_INTO)
                        .toList();
            default -> List.of();
        };
    }

    /** Whether what it keeps is spans: their attributes are searched, and not the names of services. */
    static boolean keepsSpans(EndpointKind kind) {
        return kind == EndpointKind.JAEGER || kind == EndpointKind.ZIPKIN || kind == EndpointKind.TEMPO;
    }

    private static Stream<JsonNode> read(Map<String, Reply> replies, String path, String list) {
        return Optional.ofNullable(replies.get(path)).flatMap(Reply::json).stream()
                .flatMap(json -> StreamSupport.stream(json.path(list).spliterator(), false));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<Asked> grafana() {
        return List.of(
                new Asked(
                        "organisation",
                        "/api/org",
                        answer -> answer.path("name").asText()),
                new Asked("dashboards", "/api/search?type=dash-db", answer -> count(answer, "dashboard")),
                new Asked("alert rules", "/api/v1/provisioning/alert-rules", answer -> count(answer, "alert rule")),
                new Asked("contact points", "/api/v1/provisioning/contact-points", Questions::contacts));
    }

    private static List<Asked> prometheus() {
        return List.of(
                new Asked("queries", "/api/v1/query?query=time()", answer -> "answered"),
                new Asked("rules", "/api/v1/rules?type=alert", Questions::rules),
                new Asked(
                        "targets",
                        "/api/v1/targets?state=active",
                        answer -> count(answer.at("/data/activeTargets"), "target")),
                new Asked("configuration", "/api/v1/status/config", answer -> "can be read"),
                new Asked("flags", FLAGS_PAGE, answer -> "can be read"));
    }

    private static List<Asked> alertmanager() {
        return List.of(
                new Asked("status", STATUS_PAGE, Questions::cluster),
                new Asked("alerts", "/api/v2/alerts", answer -> count(answer, "alert")),
                new Asked("silences", "/api/v2/silences", answer -> count(answer, "silence")),
                new Asked("metrics", "/metrics", answer -> count(answer, "metric") + " can be read"));
    }

    /** Where it tells its product and version. */
    static List<String> versions(EndpointKind kind) {
        return switch (kind) {
            case PROMETHEUS, TEMPO -> List.of("/api/v1/status/buildinfo", "/api/status/buildinfo");
            case ALERTMANAGER -> List.of(STATUS_PAGE);
            case GRAFANA -> List.of("/api/health");
            case LANGSMITH -> List.of("/api/v1/info");
            case JAEGER, ZIPKIN, SENTRY, HELICONE, ENTRY -> List.of();
        };
    }

    private static String rules(JsonNode answer) {
        long rules = StreamSupport.stream(answer.at("/data/groups").spliterator(), false)
                .mapToLong(group -> group.path("rules").size())
                .sum();
        return rules + (rules == 1 ? " alerting rule" : " alerting rules");
    }

    /** It says what is wrong with 200 too. */
    private static String tables(JsonNode answer) {
        String error = answer.path("error").asText("");
        return error.isEmpty() || error.equals("null") ? count(answer.path("data"), "table") : error;
    }

    /** A Grafana that nobody has set up tells an address that is nobody's. */
    private static String contacts(JsonNode answer) {
        long examples = StreamSupport.stream(answer.spliterator(), false)
                .filter(point -> point.at("/settings/addresses").asText("").contains("example@email.com"))
                .count();
        return count(answer, "contact point")
                + (examples == 0 ? "" : ", " + examples + " of them tells example@email.com");
    }

    private static String cluster(JsonNode answer) {
        String state = answer.at("/cluster/status").asText("no cluster");
        return "cluster " + state + ", " + count(answer.at("/cluster/peers"), "peer");
    }

    private static String count(JsonNode list, String what) {
        return list.size() + " " + what + (list.size() == 1 ? "" : "s");
    }
}
