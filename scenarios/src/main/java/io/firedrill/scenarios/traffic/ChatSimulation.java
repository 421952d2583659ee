package io.firedrill.scenarios.traffic;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.firedrill.stacks.access.Tls;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Map;

/**
 * The traffic as Gatling runs it, in the fork: one user warms up and waits at the gate; when it passes, the planned ones
 * follow. Made by Gatling; not for use elsewhere.
 */
public final class ChatSimulation extends Simulation {
    private static final int REHEARSALS = 150;
    private static final Traffic REHEARSED =
            Traffic.steady(1, Duration.ofSeconds(1)).streaming(0.5);

    /** Made by Gatling. */
    public ChatSimulation() {
        LoadFork fork = LoadFork.current();
        Traffic traffic = fork.plan().traffic();
        Shown shown = Shown.fromEnvironment();
        Chat rehearsal = new Chat(REHEARSED, Map.of(), Ledger.REHEARSAL);
        Chat chat = new Chat(traffic, shown.headers(), fork.ledger());
        String target = fork.plan().target().toString();
        ChainBuilder ask = fork.plan().ledger() ? chat.ask(target) : chat.askUnrecorded(target);
        setUp(gate(fork, rehearsal).andThen(opening(fork), population(traffic, ask)))
                .protocols(protocol(shown));
    }

    private static PopulationBuilder gate(LoadFork fork, Chat rehearsal) {
        return scenario("firedrill gate")
                .exec(repeat(REHEARSALS).on(rehearsal.ask(fork.rehearsal().url())))
                .exec(session -> {
                    fork.awaitGo();
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    /** Begins together with the traffic: Gatling lets both in at the next beat of its one-second timer. */
    private static PopulationBuilder opening(LoadFork fork) {
        return scenario("firedrill opening")
                .exec(session -> {
                    fork.opened();
                    return session;
                })
                .injectOpen(atOnceUsers(1));
    }

    private static PopulationBuilder population(Traffic traffic, ChainBuilder ask) {
        if (traffic.profile() instanceof Profile.Closed closed) {
            ChainBuilder turn = closed.thinking().isZero() ? ask : ask.pause(closed.thinking());
            return scenario(traffic.name())
                    .exec(during(closed.during()).on(turn))
                    .injectOpen(atOnceUsers(closed.users()));
        }
        OpenInjectionStep[] steps = ((Profile.Open) traffic.profile())
                .phases().stream().map(ChatSimulation::step).toArray(OpenInjectionStep[]::new);
        return scenario(traffic.name()).exec(exec(ask)).injectOpen(steps);
    }

    private static OpenInjectionStep step(Profile.Phase phase) {
        if (phase.from() != phase.to()) {
            return rampUsersPerSec(phase.from()).to(phase.to()).during(phase.during());
        }
        return phase.from() == 0
                ? nothingFor(phase.during())
                : constantUsersPerSec(phase.from()).during(phase.during());
    }

    /**
     * A connection pool like a service's client has, and nothing of a browser's. Gatling shows a certificate on connections of
     * one user alone.
     */
    private static HttpProtocolBuilder protocol(Shown shown) {
        HttpProtocolBuilder plain = http.disableWarmUp()
                .disableCaching()
                .disableFollowRedirect()
                .disableAutoReferer()
                .disableAutoOrigin()
                .acceptHeader("application/json, text/event-stream")
                .userAgentHeader("firedrill");
        return shown.handshake()
                .flatMap(Tls::keyManagers)
                .map(keys -> plain.perUserKeyManagerFactory(user -> keys))
                .orElseGet(plain::shareConnections);
    }
}
