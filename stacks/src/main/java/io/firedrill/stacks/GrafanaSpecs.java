package io.firedrill.stacks;

import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.GrafanaProvisioning;
import io.firedrill.stacks.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A Grafana to look at, with the workspace's dashboards and rules: whoever gets there may look, and change nothing. */
final class GrafanaSpecs {
    private static final ComponentSpec.Port WEB = new ComponentSpec.Port("web", 3000);

    private GrafanaSpecs() {}

    /** None where nobody asked for it. */
    static List<ComponentSpec> of(Workspace workspace) {
        return workspace.stack().grafana() ? List.of(spec(new GrafanaProvisioning(workspace))) : List.of();
    }

    private static ComponentSpec spec(GrafanaProvisioning provisioning) {
        return new ComponentSpec(
                Blueprint.GRAFANA,
                new Program.Grafana(),
                List.of(WEB),
                files(provisioning),
                place -> List.of(),
                GrafanaSpecs::environment,
                Readiness.http(WEB.name(), "/api/health"),
                VersionQuery.http(WEB.name(), "/api/health", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    private static Map<String, Function<Place, String>> files(GrafanaProvisioning provisioning) {
        Map<String, Function<Place, String>> files = new LinkedHashMap<>();
        files.put(
                below("datasources/prometheus.yaml"),
                place -> GrafanaProvisioning.dataSource(place.address(Blueprint.PROMETHEUS, "web")));
        files.put(
                below("dashboards/workspace.yaml"),
                place -> GrafanaProvisioning.provider(place.file(GrafanaProvisioning.FOLDER)));
        provisioning.files().forEach((name, text) -> files.put(below(name), place -> text));
        return files;
    }

    private static String below(String name) {
        return GrafanaProvisioning.FOLDER + "/" + name;
    }

    private static Map<String, String> environment(Place place) {
        return Map.of(
                "GF_PATHS_PROVISIONING", place.file(GrafanaProvisioning.FOLDER),
                "GF_SERVER_HTTP_PORT", Integer.toString(place.port(WEB.name())),
                "GF_AUTH_ANONYMOUS_ENABLED", "true",
                "GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer",
                "GF_AUTH_BASIC_ENABLED", "false",
                "GF_AUTH_DISABLE_LOGIN_FORM", "true",
                "GF_DASHBOARDS_MIN_REFRESH_INTERVAL", "1s",
                "GF_ANALYTICS_REPORTING_ENABLED", "false",
                "GF_ANALYTICS_CHECK_FOR_UPDATES", "false",
                "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false");
    }
}
