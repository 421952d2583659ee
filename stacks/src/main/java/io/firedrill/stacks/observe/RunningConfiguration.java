package io.firedrill.stacks.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Route;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the configurations that the running components report. */
final class RunningConfiguration {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Alertmanager's defaults, {@code dispatch/route.go} of 0.34. */
    private static final Route DEFAULTS =
            new Route("", List.of(), List.of(), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(4));

    private static final String INTEGRATIONS = "_configs";

    /** Those that tell no resolution unless they are told to, {@code config/notifiers.go} of 0.34. */
    private static final Set<String> SILENT_ABOUT_RESOLUTION =
            Set.of("slack", "email", "wechat", "rocketchat", "mattermost");

    private RunningConfiguration() {}

    /** {@code scrape_interval} or {@code evaluation_interval}; Prometheus always reports both. */
    static Duration interval(String prometheus, String key) {
        JsonNode value = tree("Prometheus", prometheus).path("global").path(key);
        if (value.isMissingNode()) {
            throw new StackException("Prometheus reports no global." + key + " in /api/v1/status/config");
        }
        return Durations.parse(value.asText());
    }

    /**
     * Alertmanager's routes, children before their parent, the root last. What a route leaves out comes from its
     * parent, but for time intervals; its matchers are those of the routes above it, then its own, because all of them
     * must match.
     */
    static List<Route> routes(String alertmanager) {
        JsonNode root = tree("Alertmanager", alertmanager).path("route");
        if (!root.isObject()) {
            throw new StackException("Alertmanager reports no route in /api/v2/status");
        }
        List<Route> routes = new ArrayList<>();
        flatten(root, DEFAULTS, routes);
        return routes;
    }

    /** Alertmanager's receivers with their integrations, in the order of the configuration. */
    static List<Receiver> receivers(String alertmanager) {
        List<Receiver> receivers = new ArrayList<>();
        for (JsonNode node : tree("Alertmanager", alertmanager).path("receivers")) {
            List<Receiver.Integration> integrations = new ArrayList<>();
            node.properties().stream()
                    .filter(field -> field.getKey().endsWith(INTEGRATIONS))
                    .forEach(field ->
                            field.getValue().forEach(each -> integrations.add(integration(field.getKey(), each))));
            receivers.add(new Receiver(node.path("name").asText(), integrations));
        }
        return receivers;
    }

    /** What an alert must look like to inhibit others: the matchers of each of Alertmanager's inhibit rules. */
    static List<List<String>> inhibitors(String alertmanager) {
        List<List<String>> inhibitors = new ArrayList<>();
        for (JsonNode rule : tree("Alertmanager", alertmanager).path("inhibit_rules")) {
            inhibitors.add(matchers(rule, "source_"));
        }
        return inhibitors;
    }

    private static Receiver.Integration integration(String key, JsonNode node) {
        String kind = key.substring(0, key.length() - INTEGRATIONS.length());
        return new Receiver.Integration(
                kind, node.path("send_resolved").asBoolean(!SILENT_ABOUT_RESOLUTION.contains(kind)));
    }

    private static void flatten(JsonNode node, Route parent, List<Route> routes) {
        List<String> matchers = new ArrayList<>(parent.matchers());
        matchers.addAll(matchers(node, ""));
        Route route = new Route(
                node.path("receiver").asText(parent.receiver()),
                matchers,
                node.has("group_by") ? Json.texts(node.path("group_by")) : parent.groupBy(),
                duration(node, "group_wait", parent.groupWait()),
                duration(node, "group_interval", parent.groupInterval()),
                duration(node, "repeat_interval", parent.repeatInterval()),
                Json.texts(node.path("mute_time_intervals")),
                Json.texts(node.path("active_time_intervals")));
        node.path("routes").forEach(child -> flatten(child, route, routes));
        routes.add(route);
    }

    private static List<String> matchers(JsonNode node, String prefix) {
        List<String> matchers = new ArrayList<>(Json.texts(node.path(prefix + "matchers")));
        Json.strings(node.path(prefix + "match"))
                .forEach((name, value) -> matchers.add(new SilenceMatcher(name, value, false, true).toString()));
        Json.strings(node.path(prefix + "match_re"))
                .forEach((name, value) -> matchers.add(new SilenceMatcher(name, value, true, true).toString()));
        return matchers;
    }

    private static Duration duration(JsonNode node, String key, Duration inherited) {
        return node.hasNonNull(key) ? Durations.parse(node.path(key).asText()) : inherited;
    }

    private static JsonNode tree(String component, String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new StackException(
                    component + " reports a configuration that is no YAML: " + e.getOriginalMessage(), e);
        }
    }
}
