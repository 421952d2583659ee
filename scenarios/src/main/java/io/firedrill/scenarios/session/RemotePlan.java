package io.firedrill.scenarios.session;

import io.firedrill.stacks.workspace.Permission;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a run would do to a system that already runs, told beforehand: pure functions. */
final class RemotePlan {
    private RemotePlan() {}

    static List<String> lines(RemoteSystem system) {
        List<String> lines = new ArrayList<>();
        system.endpoints()
                .forEach(each -> lines.add("asked, and never told anything: " + each.name() + " at "
                        + each.access().base()));
        lines.add("watched as it stands for " + text(system.watch()));
        system.inbox().ifPresent(bind -> lines.add("notifications are taken at " + bind));
        boolean may = system.permissions().contains(Permission.FAULTS);
        system.drills().stream().flatMap(drill -> lines(drill, system, may)).forEach(lines::add);
        return List.copyOf(lines);
    }

    private static Stream<String> lines(RemoteDrill drill, RemoteSystem system, boolean may) {
        if (!may) {
            return Stream.of(
                    "drill '" + drill.name() + "' is not held: `permissions: [faults]` is missing in the section"
                            + " remote of " + system.file());
        }
        return Stream.concat(
                Stream.of(
                        "drill '" + drill.name() + "', watched for " + text(drill.observed()),
                        "  after " + text(drill.from()) + ": `" + drill.on() + "` in " + system.folder(),
                        "  " + text(drill.lasts()) + " later, or when the run ends or is killed: `" + drill.off()
                                + "`"),
                drill.expectations().stream()
                        .map(each -> "  " + each.alert() + " must be delivered within " + text(each.within())
                                + each.resolved()
                                        .map(within -> ", and its end within " + text(within))
                                        .orElse("")));
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
