package io.firedrill.stacks;

import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.observe.AlertmanagerClient;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.platform.Component;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ComponentSpec.Port;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.DeliveryTargets;
import io.firedrill.stacks.workspace.Durations;
import io.firedrill.stacks.workspace.TimeScale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * A live Prometheus that scrapes series which are made up, and an Alertmanager with a team's own configuration that delivers to
 * inboxes: nothing leaves the machine. It ends with the tools that launched it, if not before. Thread-safe.
 *
 * @param prometheus takes history by remote write, and samples out of order for {@link #HISTORY}
 * @param alertmanager the one it sends to
 * @param inbox where every receiver leads to
 * @param ending what ends it
 */
public record LiveChain(PrometheusClient prometheus, AlertmanagerClient alertmanager, Inbox inbox, Runnable ending)
        implements AutoCloseable {
    /** How far back samples may be written. */
    public static final Duration HISTORY = Duration.ofHours(1);

    /** What the exporter must put before the name of each label: those of the target itself are left out. */
    public static final String LABEL = "fd_l_";

    /** A label of alerts that Alertmanager is not told. */
    public static final String OWN_LABEL = "firedrill_drill";

    private static final String WEB = "web";

    /**
     * What is launched.
     *
     * @param rules a rule file of Prometheus
     * @param tick from one scrape, and evaluation, to the next
     * @param alertmanager whose receivers lead to inboxes
     * @param scale how many times faster than written Alertmanager waits
     */
    public record Plan(String rules, Duration tick, AlertmanagerConfig alertmanager, TimeScale scale) {}

    /** What its parts are called: each of a run by a name of its own, since each keeps data. */
    private record Names(String prometheus, String alertmanager) {}

    static LiveChain launch(Run run, Platform platform, int number, Plan plan, LongFunction<String> samples) {
        Names names = new Names("chain-" + number + "-prometheus", "chain-" + number + "-alertmanager");
        if (plan.alertmanager().sendsMail()) {
            Inbox.rehearseMail();
        }
        Inbox inbox = run.closing(Inbox.start(platform.bind()));
        MadeUpExporter exporter = run.closing(MadeUpExporter.start(platform.bind(), samples));
        List<ComponentSpec> specs = List.of(alertmanager(names, plan, inbox), prometheus(names, plan, exporter.port()));
        platform.prepare(specs);
        List<Component> started = specs.stream().map(platform::start).toList();
        return new LiveChain(
                new PrometheusClient(platform.reach(names.prometheus()).http(WEB)),
                new AlertmanagerClient(platform.reach(names.alertmanager()).http(WEB)),
                inbox,
                () -> {
                    started.forEach(Component::stop);
                    exporter.close();
                    inbox.close();
                });
    }

    @Override
    public void close() {
        ending.run();
    }

    private static ComponentSpec prometheus(Names names, Plan plan, int exporter) {
        return new ComponentSpec(
                names.prometheus(),
                new Program.Tool("prometheus", "prometheus"),
                List.of(new Port(WEB, 9090)),
                Map.of(
                        "rules.yml",
                        place -> plan.rules(),
                        "prometheus.yml",
                        place -> config(names, plan, place, exporter)),
                LiveChain::arguments,
                place -> Map.of(),
                Readiness.http(WEB, "/-/ready"),
                VersionQuery.http(WEB, "/api/v1/status/buildinfo", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    private static String config(Names names, Plan plan, Place place, int exporter) {
        return """
                global: {scrape_interval: %1$s, scrape_timeout: %1$s, evaluation_interval: %1$s}
                rule_files: ['%2$s']
                storage: {tsdb: {out_of_order_time_window: %3$s}}
                alerting:
                  alert_relabel_configs: [{action: labeldrop, regex: %4$s}]
                  alertmanagers: [{static_configs: [{targets: ['%5$s']}]}]
                scrape_configs:
                  - job_name: firedrill
                    static_configs: [{targets: ['%6$s']}]
                    metric_relabel_configs:
                      - {action: labeldrop, regex: job|instance}
                      - {action: labelmap, regex: '%7$s(.+)'}
                      - {action: labeldrop, regex: '%7$s.+'}
                """.formatted(
                        Durations.format(plan.tick()),
                        place.file("rules.yml"),
                        Durations.format(HISTORY),
                        OWN_LABEL,
                        place.address(names.alertmanager(), WEB),
                        place.host(exporter),
                        LABEL);
    }

    /** What is gone is gone after a few ticks; where a series ends, a stale marker says so at once. */
    private static List<String> arguments(Place place) {
        return List.of(
                "--config.file=" + place.file("prometheus.yml"),
                "--storage.tsdb.path=" + place.data(),
                "--web.listen-address=" + place.listen(WEB),
                "--web.enable-remote-write-receiver",
                "--scrape.discovery-reload-interval=100ms",
                "--query.lookback-delta=2s");
    }

    private static ComponentSpec alertmanager(Names names, Plan plan, Inbox inbox) {
        return new ComponentSpec(
                names.alertmanager(),
                new Program.Tool("alertmanager", "alertmanager"),
                List.of(AlertmanagerSpecs.WEB),
                Map.of(
                        "alertmanager.yml",
                        place -> plan.alertmanager()
                                .rewritten(
                                        plan.scale(),
                                        new ToInbox(place, inbox),
                                        place.shared() + "/" + AlertmanagerSpecs.EVENT_LOG)),
                place -> AlertmanagerSpecs.alone(place, plan.scale()),
                place -> Map.of(),
                Readiness.http(WEB, "/-/ready"),
                VersionQuery.http(WEB, "/api/v2/status", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    /** Without any proxy: nothing on the way is broken here. */
    private record ToInbox(Place place, Inbox inbox) implements DeliveryTargets {
        @Override
        public String http(String integration, String receiver) {
            return "http://" + place.host(inbox.httpAddress().getPort()) + Inbox.path(integration, receiver);
        }

        @Override
        public String smarthost() {
            return place.host(inbox.mailAddress().getPort());
        }
    }
}
