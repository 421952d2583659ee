package io.firedrill.scenarios.session;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.RoutingPromises;
import io.firedrill.assertions.TracePath;
import io.firedrill.assertions.TraceStructurePromises;
import io.firedrill.assertions.Watched;
import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.scenarios.traffic.Request;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.CommandFault;
import io.firedrill.stacks.fault.PostedAlert;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteFault;
import io.firedrill.stacks.workspace.RemotePost;
import io.firedrill.stacks.workspace.RemoteSilence;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.RemoteTraces;
import io.firedrill.stacks.workspace.RemoteTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run is to do to a system that already runs, as drills and as words: pure functions. */
final class RemotePlan {
    private static final String SILENCE = "silence";

    private RemotePlan() {}

    /** What a drill of the file does and promises. */
    static Drill drill(RemoteDrill written) {
        String fault = written.name();
        DrillBuilder drill = Drill.named(written.name(), written.story()).observe(written.observed());
        written.fault()
                .ifPresent(broken -> drill.inject(new PlannedFault(
                        fault, fault, new CommandFault(broken.on(), broken.off()), broken.from(), broken.to())));
        written.post().ifPresent(post -> post(post, fault, drill));
        for (RemoteDrill.Expectation expected : written.expectations()) {
            AlertSelector alert = selector(expected.alert());
            drill.promise(Promises.firesWithin(alert, fault, expected.within()))
                    .watch(new Watched(alert, fault, Duration.ZERO));
            expected.resolved().ifPresent(within -> drill.promise(Promises.resolvesWithin(alert, fault, within)));
        }
        written.silence().ifPresent(silence -> silence(written, silence, drill));
        written.traffic().ifPresent(traffic -> drill.traffic(traffic(traffic, written.goesOn())));
        written.traces().ifPresent(traces -> traces(traces, drill));
        return drill.build();
    }

    private static void post(RemotePost written, String name, DrillBuilder drill) {
        AlertSelector alert = selector(written.alert());
        drill.inject(new PlannedFault(name, name, posted(written), written.from(), written.to()))
                .promise(RoutingPromises.postedIsRouted(alert, name, written.routedTo()));
        written.deliveredTo()
                .forEach(receiver ->
                        drill.promise(RoutingPromises.postedIsDelivered(alert, name, receiver, written.within())));
    }

    /** The alert, with its name among its labels. */
    static PostedAlert posted(RemotePost written) {
        Map<String, String> labels = new HashMap<>(written.alert().labels());
        labels.put("alertname", written.alert().alert());
        return new PostedAlert(labels, written.annotations());
    }

    /** The first alert that must tell shows that something could have been delivered. */
    private static void silence(RemoteDrill written, RemoteSilence silence, DrillBuilder drill) {
        AlertSelector control = selector(written.expectations().get(0).alert());
        drill.silence(new PlannedSilence(
                SILENCE, silence.matchers(), silence.from(), silence.lasts(), "firedrill", written.story()));
        for (Expected withheld : silence.withholds()) {
            AlertSelector alert = selector(withheld);
            drill.promise(Promises.silenceHolds(SILENCE, alert, control));
            silence.thenWithin().ifPresent(within -> drill.promise(Promises.silenceEnds(SILENCE, alert, within)));
        }
        drill.promise(Promises.silenceSpares(SILENCE, control));
    }

    private static void traces(RemoteTraces written, DrillBuilder drill) {
        TracePath services = TracePath.through(written.services().toArray(String[]::new));
        TracePath path = written.toDatabase() ? services.toDatabase() : services;
        drill.traces()
                .promise(
                        written.sampling() < 1
                                ? TraceStructurePromises.sampledTracesSpan(path, written.atLeast(), written.sampling())
                                : Promises.tracesSpan(path, written.atLeast()),
                        Promises.tracesAreConnected());
        if (written.sampling() < 1) {
            drill.promise(TraceStructurePromises.samplingKeeps(written.sampling()));
        }
    }

    private static Traffic traffic(RemoteTraffic written, Duration lasts) {
        Traffic steady = Traffic.steady(written.rate(), lasts);
        return written.chat()
                .map(chat -> steady.asking(chat.model(), chat.prompt()).streaming(chat.streaming()))
                .orElseGet(() -> steady.sending(new Request(written.method(), written.type(), written.body())));
    }

    private static AlertSelector selector(Expected alert) {
        return new AlertSelector(alert.alert(), alert.labels());
    }

    /** What would be done, for a person. */
    static List<String> lines(RemoteSystem system) {
        List<String> lines = new ArrayList<>();
        List<RemoteDrill> held = system.drills().stream()
                .filter(drill -> system.forbids(drill).isEmpty())
                .toList();
        system.endpoints()
                .forEach(each -> lines.add(done(each.kind(), held) + ": " + each.name() + " at "
                        + each.access().base()));
        lines.add("watched as it stands for " + text(system.watch()));
        system.inbox().ifPresent(bind -> lines.add("notifications are taken at " + bind));
        system.drills().stream().flatMap(drill -> lines(drill, system)).forEach(lines::add);
        return List.copyOf(lines);
    }

    private static String done(EndpointKind kind, List<RemoteDrill> held) {
        boolean told = held.stream()
                .anyMatch(drill -> drill.silence().isPresent() || drill.post().isPresent());
        boolean traffic = held.stream().anyMatch(drill -> drill.traffic().isPresent());
        if (kind == EndpointKind.ALERTMANAGER && told) {
            return "asked, and told of what is below";
        }
        return kind == EndpointKind.ENTRY && traffic
                ? "asked, and sent the requests below"
                : "asked, and never told anything";
    }

    private static Stream<String> lines(RemoteDrill drill, RemoteSystem system) {
        Optional<String> forbidden = system.forbids(drill);
        if (forbidden.isPresent()) {
            return Stream.of("drill '" + drill.name() + "' is not held: " + forbidden.get());
        }
        return Stream.of(
                        Stream.of("drill '" + drill.name() + "', watched for " + text(drill.observed())),
                        drill.traffic().stream().flatMap(traffic -> lines(drill, traffic, system)),
                        drill.silence().stream().flatMap(RemotePlan::lines),
                        drill.fault().stream().flatMap(fault -> lines(fault, system)),
                        drill.post().stream().flatMap(RemotePlan::lines),
                        drill.traces().stream()
                                .map(traces -> "  the traces must run through " + String.join(" -> ", traces.path())),
                        drill.expectations().stream()
                                .map(each -> "  " + each.alert() + " must be delivered within " + text(each.within())
                                        + each.resolved()
                                                .map(within -> ", and its end within " + text(within))
                                                .orElse("")))
                .flatMap(each -> each);
    }

    private static Stream<String> lines(RemoteDrill drill, RemoteTraffic traffic, RemoteSystem system) {
        return Stream.concat(
                Stream.of("  %s requests a second for %s, marked as synthetic: %s"
                        .formatted(traffic.rate(), text(drill.goesOn()), RemoteLoads.text(system, traffic))),
                system.limits().stream()
                        .map(limits -> "  stopped, and the drill with it, when this is above %s: %s"
                                .formatted(limits.above(), limits.query())));
    }

    private static Stream<String> lines(RemoteFault fault, RemoteSystem system) {
        return Stream.of(
                "  after " + text(fault.from()) + ": `" + fault.on() + "` in " + system.folder(),
                "  " + text(fault.lasts()) + " later, or when the run ends or is killed: `" + fault.off() + "`");
    }

    private static Stream<String> lines(RemotePost post) {
        return Stream.concat(
                Stream.of(
                        "  after " + text(post.from()) + ": the alert " + post.alert()
                                + " is posted to Alertmanager for "
                                + text(post.lasts()) + ", with the label " + AlertmanagerAlert.POSTED
                                + "; it ends then, or when the run ends",
                        "  it must be routed to " + String.join(", ", post.routedTo()) + " and to no other"),
                post.deliveredTo().stream()
                        .map(receiver -> "  it must be delivered to " + receiver + " within " + text(post.within())));
    }

    private static Stream<String> lines(RemoteSilence silence) {
        return Stream.concat(
                Stream.of("  after " + text(silence.from()) + ": a silence of " + String.join(", ", silence.matchers())
                        + " for " + text(silence.lasts()) + ", ended before if the run ends; a killed run leaves it"),
                silence.withholds().stream()
                        .map(alert -> "  " + alert + " must not be delivered meanwhile"
                                + silence.thenWithin()
                                        .map(within -> ", and within " + text(within) + " after it")
                                        .orElse("")));
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
