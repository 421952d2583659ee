package io.firedrill.scenarios.session;

import io.firedrill.assertions.AlertSelector;
import io.firedrill.assertions.Promises;
import io.firedrill.assertions.Watched;
import io.firedrill.evidence.history.Incident.Expected;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillBuilder;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.scenarios.drill.PlannedSilence;
import io.firedrill.scenarios.traffic.Request;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.CommandFault;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSilence;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.RemoteTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run is to do to a system that already runs, as drills and as words: pure functions. */
final class RemotePlan {
    private static final String SILENCE = "silence";

    private RemotePlan() {}

    /** What a drill of the file does and promises. */
    static Drill drill(RemoteDrill written) {
        String fault = written.name();
        DrillBuilder drill = Drill.named(written.name(), written.story())
                .inject(new PlannedFault(
                        fault,
                        fault,
                        new CommandFault(written.on(), written.off()),
                        written.from(),
                        written.from().plus(written.lasts())))
                .observe(written.observed());
        for (RemoteDrill.Expectation expected : written.expectations()) {
            AlertSelector alert = selector(expected.alert());
            drill.promise(Promises.firesWithin(alert, fault, expected.within()))
                    .watch(new Watched(alert, fault, Duration.ZERO));
            expected.resolved().ifPresent(within -> drill.promise(Promises.resolvesWithin(alert, fault, within)));
        }
        written.silence().ifPresent(silence -> silence(written, silence, drill));
        written.traffic().ifPresent(traffic -> drill.traffic(traffic(traffic, written.goesOn())));
        return drill.build();
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
        boolean silences = held.stream().anyMatch(drill -> drill.silence().isPresent());
        boolean traffic = held.stream().anyMatch(drill -> drill.traffic().isPresent());
        if (kind == EndpointKind.ALERTMANAGER && silences) {
            return "asked, and told of the silences below";
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
                        Stream.of(
                                "  after " + text(drill.from()) + ": `" + drill.on() + "` in " + system.folder(),
                                "  " + text(drill.lasts()) + " later, or when the run ends or is killed: `"
                                        + drill.off() + "`"),
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
