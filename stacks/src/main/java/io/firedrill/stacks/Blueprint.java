package io.firedrill.stacks;

import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.CollectorConfig;
import io.firedrill.stacks.workspace.Link;
import io.firedrill.stacks.workspace.PrometheusConfig;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.TraceStore;
import io.firedrill.stacks.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names that every part of a stack agrees on, and the links that a workspace has. Immutable. */
final class Blueprint {
    static final String PROMETHEUS = "prometheus";
    static final String ALERTMANAGER = "alertmanager";
    static final String JAEGER = "jaeger";
    static final String ZIPKIN = "zipkin";
    static final String COLLECTOR = "collector";
    static final String GRAFANA = "grafana";
    static final String TOXIPROXY = "toxiproxy";
    static final String INBOX = "inbox";
    static final String MAIL_INBOX = "mail-inbox";
    static final String SENTRY = Link.SENTRY;
    static final String TO_INBOX = ALERTMANAGER + "->" + INBOX;
    static final String TO_MAIL = ALERTMANAGER + "->" + MAIL_INBOX;
    static final String TO_COLLECTOR = "services->collector";
    static final String TO_ZIPKIN = "services->zipkin";
    static final String HTTP = "http";
    /** Where the OpenTelemetry agent tells Prometheus about itself, by the SDKs' convention. */
    static final ComponentSpec.Port TELEMETRY = new ComponentSpec.Port("telemetry", 9464);

    private final Workspace workspace;
    private final PrometheusConfig prometheus;
    private final AlertmanagerConfig alertmanager;
    private final CollectorConfig collector;

    Blueprint(
            Workspace workspace,
            PrometheusConfig prometheus,
            AlertmanagerConfig alertmanager,
            CollectorConfig collector) {
        this.workspace = workspace;
        this.prometheus = prometheus;
        this.alertmanager = alertmanager;
        this.collector = collector;
    }

    /** The links of the system, then those of the monitoring. */
    List<Link> links() {
        List<Link> links = new ArrayList<>(workspace.system().links());
        for (Service service : workspace.system().services()) {
            if (prometheus.staticTargets().stream()
                    .anyMatch(target -> hostOf(target).equals(service.name()))) {
                links.add(monitoring(PROMETHEUS, service.name(), false));
            }
        }
        links.add(monitoring(ALERTMANAGER, INBOX, true));
        if (alertmanager.sendsMail()) {
            links.add(monitoring(ALERTMANAGER, MAIL_INBOX, false));
        }
        links.add(monitoring("services", COLLECTOR, false));
        workspace.system().services().stream()
                .map(Service::name)
                .filter(collector.exportsTo()::contains)
                .forEach(name -> links.add(monitoring(COLLECTOR, name, true)));
        if (workspace.monitoring().traces() == TraceStore.ZIPKIN) {
            links.add(monitoring("services", ZIPKIN, false));
        }
        return links;
    }

    /** The port of a service that its links lead to. */
    static ComponentSpec.Port portOf(Service service) {
        return service.launch() instanceof Service.Launch.Postgres
                ? new ComponentSpec.Port("postgres", 5432)
                : new ComponentSpec.Port(HTTP, 8080);
    }

    /** Its agent's own metrics are scraped, so that the agent has to offer them. */
    static boolean tellsOfItself(Service service, PrometheusConfig prometheus) {
        return service.agent() && prometheus.staticTargets().contains(service.name() + ":" + TELEMETRY.number());
    }

    /** The link from one part of the monitoring to a service, if there is one. */
    static Optional<String> link(List<Hop> hops, String viewer, String service) {
        String name = viewer + "->" + service;
        return hops.stream().map(Hop::name).filter(name::equals).findFirst();
    }

    private static String hostOf(String target) {
        return target.replaceAll(":[0-9]+$", "");
    }

    private static Link monitoring(String caller, String callee, boolean http) {
        return new Link(caller, callee, http, Map.of());
    }
}
