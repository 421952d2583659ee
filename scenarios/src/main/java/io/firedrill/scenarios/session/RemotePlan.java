package io.firedrill.scenarios.session;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.ErrorPromises;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.RoutingPromises;
import io.firedrill.assertions.TracePath;
import io.firedrill.assertions.TraceStructurePromises;
import io.firedrill.assertions.Watched;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.scenarios.traffic.Request;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.CommandFault;
import io.firedrill.stacks.fault.PostedAlert;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemotePost;
import io.firedrill.stacks.workspace.RemoteSilence;
import io.firedrill.stacks.workspace.RemoteTraces;
import io.firedrill.stacks.workspace.RemoteTraffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a run is to do to a system that already runs, as drills: pure functions. */
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
        written.errors()
                .ifPresent(errors -> drill.promise(
                        ErrorPromises.failuresAreReported(fault, errors.release(), errors.environment()),
                        ErrorPromises.repeatsAreGrouped(fault, errors.issues()),
                        ErrorPromises.reportsArePrivate()));
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
}
