package io.firedrill.scenarios.session;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.DrillRun;
import io.firedrill.scenarios.traffic.LoadEngine;
import io.firedrill.scenarios.traffic.LoadPlan;
import io.firedrill.scenarios.traffic.NoLoad;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.observe.BudgetGuard;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.RemoteTraffic;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What sends the traffic of drills to a system that somebody else runs: marked as synthetic, and guarded. Immutable.
 *
 * @param engine what sends it
 * @param system where it goes
 * @param run the id of the run, which the requests are marked with
 * @param folder where ledgers go
 * @param transcript hears what is sent
 */
record RemoteLoads(LoadEngine engine, RemoteSystem system, String run, Path folder, Consumer<String> transcript) {
    /** The header that requests are marked with, beside an entry of {@code baggage}. */
    static final String MARKER = "X-Firedrill-Run";

    private static final String BAGGAGE = "baggage";
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Why a drill's traffic may not begin now. */
    Optional<String> obstacle(RemoteDrill drill) {
        return drill.traffic().flatMap(any -> guard().forbids());
    }

    RunningLoad of(Drill drill) {
        Optional<Traffic> traffic = drill.traffic();
        if (traffic.isEmpty()) {
            return new NoLoad(Clock.systemUTC());
        }
        RemoteTraffic written = system.drills().stream()
                .filter(each -> each.id().equals(drill.id()))
                .findFirst()
                .flatMap(RemoteDrill::traffic)
                .orElseThrow();
        Access target = target(written);
        String what =
                "%s requests a second, %s, marked %s: %s".formatted(written.rate(), text(system, written), MARKER, run);
        LoadPlan plan =
                new LoadPlan(target, traffic.get(), folder.resolve("load-" + drill.id()), DrillRun.REQUEST_TIMEOUT);
        return new GuardedLoad(engine.start(plan), guard(), EVERY, what, transcript);
    }

    /** What is sent where, for a person. */
    static String text(RemoteSystem system, RemoteTraffic traffic) {
        return traffic.method() + " " + url(system, traffic);
    }

    private static URI url(RemoteSystem system, RemoteTraffic traffic) {
        return URI.create(system.access(EndpointKind.ENTRY).base() + traffic.path());
    }

    private Access target(RemoteTraffic traffic) {
        Access entry = system.access(EndpointKind.ENTRY);
        Map<String, String> headers = new HashMap<>(entry.headers());
        headers.put(MARKER, run);
        String mark = "firedrill.run=" + run;
        String before = headers.keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(BAGGAGE))
                .findFirst()
                .map(headers::remove)
                .map(value -> value + ",")
                .orElse("");
        headers.put(BAGGAGE, before + mark);
        return new Access(url(system, traffic), headers, entry.tls());
    }

    private BudgetGuard guard() {
        return system.limits()
                .map(limits -> BudgetGuard.of(system, limits, Clock.systemUTC()))
                .orElseThrow(() -> new StackException("remote.traffic.stop-when is missing in " + system.file()
                        + ": nothing would stop the traffic"));
    }
}
