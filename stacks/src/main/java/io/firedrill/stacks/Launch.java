package io.firedrill.stacks;

import io.firedrill.evidence.StackInfo;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.fault.Faults;
import io.firedrill.stacks.fault.HttpFaultProxy;
import io.firedrill.stacks.fault.LinkControl;
import io.firedrill.stacks.fault.ProcessControl;
import io.firedrill.stacks.fault.ReceiverControl;
import io.firedrill.stacks.inbox.Inbox;
import io.firedrill.stacks.platform.Component;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.sentry.SentryStandIn;
import io.firedrill.stacks.workspace.AlertmanagerConfig;
import io.firedrill.stacks.workspace.Alertmanagers;
import io.firedrill.stacks.workspace.CollectorConfig;
import io.firedrill.stacks.workspace.Link;
import io.firedrill.stacks.workspace.PrometheusConfig;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.TraceStore;
import io.firedrill.stacks.workspace.Workspace;
import io.firedrill.stacks.workspace.WorkspaceRules;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps from a workspace to a running stack. Confined. */
final class Launch {
    private static final Set<String> IN_THIS_JVM = Set.of(Blueprint.INBOX, Blueprint.MAIL_INBOX, Blueprint.SENTRY);

    private final Workspace workspace;
    private final Consumer<String> progress;
    private final Instant start = Instant.now();

    /** Read before anything is started, like the rest of what the workspace names. */
    private final List<PanelQuery> panels;

    Launch(Workspace workspace, Consumer<String> progress) {
        this.workspace = workspace;
        this.panels = workspace.panels();
        this.progress = progress;
    }

    Stack launch() {
        PrometheusConfig prometheus = PrometheusConfig.read(
                        workspace.monitoring().prometheus())
                .without(unscraped())
                .takingHistory(workspace.stack().history());
        AlertmanagerConfig alertmanager = alertmanager();
        CollectorConfig collector = CollectorConfig.read(workspace.monitoring().collector())
                .without(workspace.system().absent());
        WorkspaceRules rules = WorkspaceRules.read(workspace.monitoring());
        Run run = Run.begin(progress);
        try {
            ModeChoice choice = ModeChoice.of(workspace, run);
            progress.accept(choice.platform().mode() + " stack: " + choice.reason());
            List<String> changes = Stream.of(
                            prometheus.leftOut(),
                            collector.leftOut(),
                            rules.leftOut(),
                            alertmanager.leftOut(),
                            alertmanager.redirections(),
                            alertmanager.held(),
                            workspace.alertmanagers().told())
                    .flatMap(List::stream)
                    .toList();
            changes.forEach(progress);
            return launch(run, choice, prometheus, rules, alertmanager, collector, changes);
        } catch (RuntimeException | Error e) {
            run.close();
            throw e;
        }
    }

    /** Traces are kept in one place; and where nothing of a system is traced, what takes its traces has nothing to tell. */
    private Set<String> unscraped() {
        Set<String> absent = new HashSet<>(workspace.system().absent());
        Arrays.stream(TraceStore.values())
                .filter(store -> store != workspace.monitoring().traces())
                .forEach(store -> absent.add(store.component()));
        absent.addAll(workspace.alertmanagers().absent());
        if (!workspace.system().absent().isEmpty()
                && workspace.system().services().stream().noneMatch(Service::agent)) {
            absent.addAll(
                    Set.of(Blueprint.COLLECTOR, workspace.monitoring().traces().component()));
        }
        return absent;
    }

    private AlertmanagerConfig alertmanager() {
        AlertmanagerConfig written =
                AlertmanagerConfig.read(workspace.monitoring().alertmanager());
        return workspace.stack().asOf().map(written::at).orElse(written);
    }

    private Stack launch(
            Run run,
            ModeChoice choice,
            PrometheusConfig prometheus,
            WorkspaceRules rules,
            AlertmanagerConfig alertmanager,
            CollectorConfig collector,
            List<String> changes) {
        Platform platform = choice.platform();
        ServiceSpecs services = new ServiceSpecs(workspace, prometheus, collector);
        List<Link> links = new Blueprint(workspace, prometheus, alertmanager, collector).links();
        Within within = new Within(inbox(run, platform, alertmanager), sentry(run, platform, links));
        List<Hop> hops = hops(run, platform, links, services, within);
        MonitoringSpecs monitoring = new MonitoringSpecs(workspace, prometheus, rules, collector, hops);
        ComponentSpec last = monitoring.prometheus(Set.of());
        List<ComponentSpec> first = new ArrayList<>(
                List.of(monitoring.toxiproxy(within::port), monitoring.traces(), monitoring.collector()));
        first.addAll(new AlertmanagerSpecs(workspace).all(alertmanager));
        first.addAll(services.all());
        first.addAll(GrafanaSpecs.of(workspace));
        List<ComponentSpec> all = Stream.concat(first.stream(), Stream.of(last)).toList();

        platform.prepare(all);
        new Preflight(platform, run.folder()).check(workspace.monitoring(), rules, alertmanager);
        Starter starter = new Starter(platform);
        Endpoints endpoints = start(platform, within, starter, first, last);
        return new Stack(
                run,
                workspace,
                info(choice, changes, all),
                endpoints,
                within.inbox(),
                run.closing(faults(platform, hops, starter.started(), new Receivers(within).of(alertmanager))),
                eventLogs(platform),
                panels,
                alertmanager.asOf());
    }

    private static Inbox inbox(Run run, Platform platform, AlertmanagerConfig alertmanager) {
        if (alertmanager.sendsMail()) {
            Inbox.rehearseMail();
        }
        return run.closing(Inbox.start(platform.bind()));
    }

    private List<Path> eventLogs(Platform platform) {
        return replicas()
                .map(name -> platform.shared(name).resolve(AlertmanagerSpecs.EVENT_LOG))
                .toList();
    }

    /** Prometheus last: what a cold system did is not for the rules to see. */
    private Endpoints start(
            Platform platform, Within within, Starter starter, List<ComponentSpec> first, ComponentSpec last) {
        starter.start(first);
        said("components are ready");
        Endpoints endpoints = new Locations(workspace, platform, within).endpoints();
        endpoints.entry().ifPresent(this::warmUp);
        starter.start(List.of(last));
        new Settling(endpoints.prometheus(), progress).await();
        said("monitoring watches");
        return endpoints;
    }

    private void warmUp(URI entry) {
        int sent = new Warming(workspace.system().warmUp(), entry).run();
        said("warmed up by " + sent + " requests");
    }

    private List<Hop> hops(Run run, Platform platform, List<Link> links, ServiceSpecs services, Within within) {
        List<Hop> hops = new ArrayList<>();
        for (Link link : links) {
            Optional<String> callee = Optional.of(link.callee()).filter(name -> !IN_THIS_JVM.contains(name));
            String port = port(link.callee(), services);
            hops.add(new Hop(link.name(), callee, port, proxy(run, platform, link, callee, port, within)));
        }
        return hops;
    }

    private String port(String callee, ServiceSpecs services) {
        return switch (callee) {
            case Blueprint.COLLECTOR -> services.otlpPort();
            case Blueprint.ZIPKIN -> "query";
            default ->
                workspace
                        .system()
                        .service(callee)
                        .map(service -> Blueprint.portOf(service).name())
                        .orElse(Blueprint.HTTP);
        };
    }

    private static Optional<HttpFaultProxy> proxy(
            Run run, Platform platform, Link link, Optional<String> callee, String port, Within within) {
        if (!link.http()) {
            return Optional.empty();
        }
        URI own = within.url(link.callee());
        return Optional.of(run.closing(HttpFaultProxy.start(
                platform.bind(),
                () -> callee.map(name -> platform.reach(name).http(port)).orElse(own))));
    }

    private static Optional<SentryStandIn> sentry(Run run, Platform platform, List<Link> links) {
        return links.stream().anyMatch(link -> link.callee().equals(Blueprint.SENTRY))
                ? Optional.of(run.closing(SentryStandIn.start(platform.bind(), Clock.systemUTC())))
                : Optional.empty();
    }

    private Stream<String> replicas() {
        return workspace.alertmanagers().replicas().stream().map(Alertmanagers.Replica::name);
    }

    private static Faults faults(
            Platform platform,
            List<Hop> hops,
            Map<String, Component> components,
            Map<String, ReceiverControl> receivers) {
        Map<String, LinkControl> links =
                hops.stream().collect(Collectors.toMap(Hop::name, hop -> new LinkControl(hop.name(), hop.http())));
        Map<String, ProcessControl> processes = new HashMap<>();
        components.forEach((name, component) -> processes.put(name, new ProcessControl() {
            @Override
            public void kill() {
                component.kill();
            }

            @Override
            public void stop() {
                component.stop();
            }

            @Override
            public void restart() {
                component.restart();
            }
        }));
        return new Faults(platform.reach(Blueprint.TOXIPROXY).http("api"), links, processes, receivers);
    }

    /** The services of the system have no version to tell; a database has. */
    private StackInfo info(ModeChoice choice, List<String> changes, List<ComponentSpec> specs) {
        Platform platform = choice.platform();
        List<StackInfo.Component> components = specs.stream()
                .filter(spec -> isMonitoring(spec.name()) || spec.program() instanceof Program.Postgres)
                .map(spec -> new StackInfo.Component(spec.name(), version(platform, spec)))
                .sorted(Comparator.comparing(StackInfo.Component::name))
                .toList();
        return new StackInfo(
                platform.mode(), choice.reason(), workspace.stack().timeScale().factor(), changes, components);
    }

    private boolean isMonitoring(String name) {
        return workspace.system().service(name).isEmpty();
    }

    private static String version(Platform platform, ComponentSpec spec) {
        return Stream.generate(() -> spec.version().version(platform.reach(spec.name())))
                .limit(3)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("unknown");
    }

    private void said(String what) {
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        progress.accept(String.format(Locale.ROOT, "%s after %.1f s", what, seconds));
    }
}
