package io.firedrill.scenarios.session;

import io.firedrill.evidence.alert.AlertmanagerAlert;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteFault;
import io.firedrill.stacks.workspace.RemotePost;
import io.firedrill.stacks.workspace.RemoteSilence;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.RemoteTraffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run would do to a system that already runs, for a person; nothing is asked for it. Immutable. */
record DryRun(RemoteSystem system) {
    /** A line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<RemoteDrill> held = system.drills().stream()
                .filter(drill -> system.forbids(drill).isEmpty())
                .toList();
        system.endpoints()
                .forEach(each -> lines.add(done(each.kind(), held) + ": " + each.name() + " at "
                        + each.access().base()));
        lines.add("watched as it stands for " + text(system.watch()));
        system.inbox().ifPresent(inbox -> lines.add("notifications are taken at " + inbox));
        system.drills().stream().flatMap(this::lines).forEach(lines::add);
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

    private Stream<String> lines(RemoteDrill drill) {
        Optional<String> forbidden = system.forbids(drill);
        if (forbidden.isPresent()) {
            return Stream.of("drill '" + drill.name() + "' is not held: " + forbidden.get());
        }
        return Stream.of(
                        Stream.of("drill '" + drill.name() + "', watched for " + text(drill.observed())),
                        drill.traffic().stream().flatMap(traffic -> lines(drill, traffic)),
                        drill.silence().stream().flatMap(DryRun::lines),
                        drill.fault().stream().flatMap(this::lines),
                        drill.post().stream().flatMap(DryRun::lines),
                        drill.traces().stream()
                                .map(traces -> "  the traces must run through " + String.join(" -> ", traces.path())),
                        drill.expectations().stream()
                                .map(each -> "  " + each.alert() + " must be delivered within " + text(each.within())
                                        + each.resolved()
                                                .map(within -> ", and its end within " + text(within))
                                                .orElse("")))
                .flatMap(each -> each);
    }

    private Stream<String> lines(RemoteDrill drill, RemoteTraffic traffic) {
        return Stream.concat(
                Stream.of("  %s requests a second for %s, marked as synthetic: %s"
                        .formatted(traffic.rate(), text(drill.goesOn()), RemoteLoads.text(system, traffic))),
                system.limits().stream()
                        .map(limits -> "  stopped, and the drill with it, when this is above %s: %s"
                                .formatted(limits.above(), limits.query())));
    }

    private Stream<String> lines(RemoteFault fault) {
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
