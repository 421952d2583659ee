package io.firedrill.stacks.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.dashboard.Dashboard;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.workspace.GrafanaRules;
import io.firedrill.stacks.workspace.RemoteEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Grafana that runs asks and watches: the queries of its dashboards, and the rules that it manages with how their last
 * evaluation went. It sends GET requests only, one for each dashboard (a hundred at most) and three more. Source: the HTTP API of Grafana 9 to 12
 * ({@code /api/search}, {@code /api/dashboards/uid/...}, {@code /api/v1/provisioning/alert-rules}, {@code
 * /api/prometheus/grafana/api/v1/rules}). Confined to one thread.
 */
public final class GrafanaReader {
    private static final String DASHBOARDS = "/api/search?type=dash-db&limit=5000";
    private static final String RULES = "/api/v1/provisioning/alert-rules";
    private static final String STATES = "/api/prometheus/grafana/api/v1/rules";

    private static final int MOST_DASHBOARDS = 100;
    private static final int MOST_QUERIES = 300;

    private final Probe probe;
    private final Duration scrape;
    private final List<String> unread = new ArrayList<>();

    private GrafanaReader(Probe probe, Duration scrape) {
        this.probe = probe;
        this.scrape = scrape;
    }

    /**
     * What was found.
     *
     * @param panels what its dashboards ask Prometheus, in real time
     * @param rules the alert rules that it manages
     * @param unread what could not be read, and why; one line each
     */
    public record Found(List<PanelQuery> panels, List<GrafanaRule> rules, List<String> unread) {
        /** Copies the lists. */
        public Found {
            panels = List.copyOf(panels);
            rules = List.copyOf(rules);
            unread = List.copyOf(unread);
        }
    }

    /**
     * Asks for all of it.
     *
     * @param grafana where it is, and what it wants to see
     * @param scrape how often metrics are scraped, for what dashboards call {@code $__rate_interval}
     * @param clock of this machine
     * @param patience how long one answer may take
     * @return what it told; what it refuses is told too, and no error
     */
    public static Found read(RemoteEndpoint grafana, Duration scrape, Clock clock, Duration patience) {
        try (Probe probe = new Probe(grafana.access(), clock, patience)) {
            GrafanaReader reader = new GrafanaReader(probe, scrape);
            return new Found(reader.panels(), reader.rules(), reader.unread);
        }
    }

    private List<PanelQuery> panels() {
        List<JsonNode> dashboards = new ArrayList<>();
        asked(DASHBOARDS).ifPresent(found -> found.forEach(dashboards::add));
        List<PanelQuery> panels = new ArrayList<>();
        for (JsonNode each : most(MOST_DASHBOARDS, dashboards, "dashboards")) {
            String path = "/api/dashboards/uid/" + each.path("uid").asText();
            asked(path)
                    .ifPresent(dashboard ->
                            panels.addAll(queries(each.path("title").asText(), dashboard)));
        }
        return most(MOST_QUERIES, panels, "queries of panels");
    }

    /** Whoever has thousands has a Prometheus that is not to be asked all of it at once. */
    private <T> List<T> most(int most, List<T> all, String what) {
        if (all.size() <= most) {
            return all;
        }
        unread.add("%d of %d %s, to spare it".formatted(all.size() - most, all.size(), what));
        return all.subList(0, most);
    }

    private List<PanelQuery> queries(String title, JsonNode dashboard) {
        try {
            return Dashboard.of("dashboard \"" + title + "\"", title, dashboard, scrape)
                    .queries();
        } catch (StackException e) {
            unread.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private List<GrafanaRule> rules() {
        Optional<JsonNode> answer = asked(RULES);
        if (answer.isEmpty()) {
            return List.of();
        }
        Map<String, JsonNode> states = states();
        return GrafanaRules.answered(RULES, answer.get().toString()).stream()
                .map(rule -> Optional.ofNullable(states.get(rule.group() + "/" + rule.title()))
                        .filter(state -> state.path("health").asText().equals("error"))
                        .map(state -> rule.wrong("its last evaluation failed: "
                                + state.path("lastError").asText("no reason given")))
                        .orElse(rule))
                .toList();
    }

    /** By group and title. */
    private Map<String, JsonNode> states() {
        Map<String, JsonNode> states = new HashMap<>();
        asked(STATES)
                .ifPresent(answer -> answer.at("/data/groups")
                        .forEach(group -> group.path("rules")
                                .forEach(rule -> states.put(
                                        group.path("name").asText() + "/"
                                                + rule.path("name").asText(),
                                        rule))));
        return states;
    }

    private Optional<JsonNode> asked(String path) {
        Probe.Reply reply = probe.get(path);
        if (reply.json().isEmpty() || reply.answer() != Answer.GIVEN) {
            unread.add(reply.url() + " answered " + reply.told());
            return Optional.empty();
        }
        return reply.json();
    }
}
