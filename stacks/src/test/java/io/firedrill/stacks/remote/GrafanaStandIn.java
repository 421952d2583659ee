package io.firedrill.stacks.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/**
 * A stand-in for Grafana. Contract: the HTTP API of Grafana 12 (documentation of {@code /api/health}, {@code /api/org}, {@code
 * /api/search}, {@code /api/dashboards/uid/:uid}, {@code /api/v1/provisioning/alert-rules} and {@code contact-points}, and {@code
 * pkg/services/ngalert/api/api_prometheus.go}), as a service account with a token sees it: 401 without, 403 with Grafana's own body
 * where a permission is missing, 404 for a dashboard that is not there. Left out: writing, paging beyond one page, folders'
 * permissions, basic authentication, other organisations.
 */
final class GrafanaStandIn implements AutoCloseable {
    static final String TOKEN = "glsa_0123456789abcdef";

    private final MockWebServer server = new MockWebServer();
    private final Map<String, String> dashboards = new TreeMap<>();
    private final Set<String> forbidden = new TreeSet<>();
    private String rules = "[]";
    private String states = "";
    private String contacts = "[]";

    GrafanaStandIn() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start(InetAddress.getLoopbackAddress(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** {@code dashboard}: its JSON, in whatever schema. */
    GrafanaStandIn dashboard(String uid, String dashboard) {
        dashboards.put(uid, dashboard);
        return this;
    }

    /** As {@code GET /api/v1/provisioning/alert-rules} tells them. */
    GrafanaStandIn rules(String json) {
        rules = json;
        return this;
    }

    /** How the last evaluation of a rule went. */
    GrafanaStandIn state(String group, String title, String health, String lastError) {
        states = """
                {"name": "%s", "file": "Shop", "folderUid": "f1", "interval": 60, "rules": [{"state": "inactive", "name": "%s",
                 "type": "alerting", "health": "%s", "lastError": "%s", "lastEvaluation": "2026-11-28T04:00:00Z"}]}
                """.formatted(group, title, health, lastError);
        return this;
    }

    GrafanaStandIn contacts(String json) {
        contacts = json;
        return this;
    }

    /** A permission that the account lacks. */
    GrafanaStandIn forbidding(String path) {
        forbidden.add(path);
        return this;
    }

    private MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.equals("/api/health")) {
            return json(200, "{\"database\": \"ok\", \"version\": \"12.2.0\", \"commit\": \"abc\"}");
        }
        if (!("Bearer " + TOKEN).equals(request.getHeaders().get("Authorization"))) {
            return json(
                    401, "{\"message\": \"Unauthorized\", \"messageId\": \"api-key.invalid\", \"statusCode\": 401}");
        }
        if (forbidden.contains(path)) {
            return json(
                    403,
                    "{\"accessErrorId\": \"ACE1\", \"title\": \"Access denied\", \"message\": \"You'll need additional permissions to"
                            + " perform this action.\"}");
        }
        return switch (path) {
            case "/api/org" -> json(200, "{\"id\": 1, \"name\": \"Main Org.\"}");
            case "/api/search" -> json(200, found());
            case "/api/v1/provisioning/alert-rules" -> json(200, rules);
            case "/api/v1/provisioning/contact-points" -> json(200, contacts);
            case "/api/prometheus/grafana/api/v1/rules" ->
                json(200, "{\"status\": \"success\", \"data\": {\"groups\": [" + states + "]}}");
            default -> dashboard(path);
        };
    }

    private MockResponse dashboard(String path) {
        String dashboard = dashboards.get(path.replace("/api/dashboards/uid/", ""));
        return dashboard == null
                ? json(404, "{\"message\": \"Dashboard not found\", \"messageId\": \"dashboards.not-found\"}")
                : json(200, "{\"meta\": {\"type\": \"db\", \"canSave\": false}, \"dashboard\": " + dashboard + "}");
    }

    private String found() {
        return dashboards.keySet().stream()
                .map(uid -> """
                        {"id": 1, "uid": "%1$s", "title": "%1$s", "uri": "db/%1$s", "url": "/d/%1$s", "type": "dash-db", "tags": []}""".formatted(uid))
                .toList()
                .toString();
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json; charset=UTF-8")
                .body(body)
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
