package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.scenarios.traffic.RunningLoad;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.BudgetGuard;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedLoadTest {
    private static final Duration OFTEN = Duration.ofMillis(5);

    @TempDir
    Path folder;

    private final List<String> transcript = new CopyOnWriteArrayList<>();
    private final Flow flow = new Flow();
    private volatile String spent = "0";
    private HttpServer prometheus;
    private GuardedLoad load;

    @BeforeEach
    void guard() throws IOException {
        prometheus = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        prometheus.createContext("/api/v1/query", exchange -> {
            try (exchange) {
                byte[] answer = ("{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":"
                                + "[{\"metric\":{},\"value\":[1,\"" + spent + "\"]}]}}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        prometheus.start();
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                remote:
                  permissions: [traffic]
                  traffic: {stop-when: {query: spent, above: 0.5}}
                  prometheus: {url: "http://127.0.0.1:%d"}
                """.formatted(
                        prometheus.getAddress().getPort()));
        RemoteSystem system = RemoteSystem.read(file, name -> "");
        load = new GuardedLoad(
                flow,
                BudgetGuard.of(system, system.limits().orElseThrow(), Clock.systemUTC()),
                OFTEN,
                "requests",
                transcript::add);
    }

    @AfterEach
    void end() {
        load.close();
        prometheus.stop(0);
    }

    @Test
    void load_flows_to_its_end_while_the_budget_lasts() {
        load.go();

        load.check();
        assertThat(load.await(Duration.ZERO, Instant.EPOCH)).isEmpty();
        assertThat(transcript).containsExactly("traffic begins: requests", "the last of 0 requests was sent");
        assertThat(flow.done).containsExactly("go", "await");
    }

    @Test
    void load_is_stopped_when_the_budget_is_spent_and_its_drill_must_end() {
        load.go();
        spent = "0.6";

        await().atMost(Duration.ofSeconds(10)).until(() -> flow.done.contains("stop"));

        assertThatThrownBy(load::check)
                .isInstanceOf(StackException.class)
                .hasMessage("its traffic was stopped: the guard of the error budget reads 0.6, and must not be above"
                        + " 0.5: spent");
        assertThatThrownBy(() -> load.await(Duration.ZERO, Instant.EPOCH)).hasMessageStartingWith("its traffic was");
        assertThat(transcript).last().asString().startsWith("no more requests are sent: the guard");
    }

    @Test
    void guard_that_fails_ends_the_load() {
        load.go();
        spent = "[]";

        await().atMost(Duration.ofSeconds(10)).until(() -> flow.done.contains("close"));

        assertThatThrownBy(load::check).hasMessageStartingWith("its traffic was stopped: its guard failed, ");
    }

    @Test
    void load_does_not_begin_when_the_budget_is_spent_already() {
        spent = "0.6";

        assertThatThrownBy(load::go).hasMessageStartingWith("the guard of the error budget reads 0.6");
        assertThat(flow.done).isEmpty();
    }

    /** Traffic that is nothing but what it is told. */
    private static final class Flow implements RunningLoad {
        private final List<String> done = new CopyOnWriteArrayList<>();

        @Override
        public void awaitReady() {
            done.add("ready");
        }

        @Override
        public Instant go() {
            done.add("go");
            return Instant.EPOCH;
        }

        @Override
        public List<LedgerEntry> await(Duration limit, Instant zero) {
            done.add("await");
            return List.of();
        }

        @Override
        public List<LedgerEntry> ledger(Instant zero) {
            return List.of();
        }

        @Override
        public void stop() {
            done.add("stop");
        }

        @Override
        public void close() {
            done.add("close");
        }
    }
}
