package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.StackException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingForkIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final GatlingFork engine = new GatlingFork();

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void steady_traffic_is_in_the_ledger_as_the_server_saw_it() throws Exception {
        try (Respondent server = Respondent.start(Respondent::ok);
                RunningLoad load = start(
                        server.url(), Traffic.steady(50, Duration.ofSeconds(2)).streaming(0.25))) {
            load.awaitReady();
            assertThat(server.traceparents()).isEmpty();
            Instant zero = load.go();
            List<LedgerEntry> ledger = load.await(LIMIT, zero);

            assertThat(ledger).hasSize(100);
            assertThat(ledger.stream().map(GatlingForkIT::traceparent))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(server.traceparents());
            assertThat(ledger).allSatisfy(entry -> {
                boolean streaming = entry.request().equals("chat-stream");
                assertThat(entry.status()).contains(200);
                assertThat(entry.error()).isEmpty();
                assertThat(entry.tokens()).contains(streaming ? 7L : 42L);
                assertThat(entry.latency()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
                assertThat(entry.scenario()).isEqualTo("chat");
            });
            assertThat(ledger)
                    .filteredOn(entry -> entry.request().equals("chat-stream"))
                    .hasSize(25);
            assertThat(ledger.get(0).start()).isBetween(Duration.ZERO, Duration.ofMillis(100));
            assertThat(ledger.get(99).start()).isBetween(Duration.ofMillis(1900), Duration.ofMillis(2200));
            assertThat(server.keys()).containsOnly("Bearer sk-secret");
            assertThat(Files.readString(folder.resolve(LoadFork.PLAN))).doesNotContain("sk-secret");
        }
    }

    @Test
    void so_many_requests_as_are_to_be_refused_carry_a_key_of_nobody() throws Exception {
        try (Respondent server = Respondent.start(Respondent::ok);
                RunningLoad load = start(
                        server.url(), Traffic.steady(20, Duration.ofSeconds(1)).refused(0.75))) {
            load.await(LIMIT, load.go());

            assertThat(server.keys()).filteredOn("Bearer sk-secret"::equals).hasSize(5);
            assertThat(server.keys()).filteredOn("Bearer key-of-nobody"::equals).hasSize(15);
        }
    }

    @Test
    void refusals_cuts_and_errors_are_told_apart() throws Exception {
        try (Respondent server = Respondent.start((exchange, streaming, number) -> {
                    if (streaming) {
                        Respondent.send(exchange, 200, "data: {}\n\n");
                    } else {
                        Respondent.send(exchange, 503, "{\"error\":{}}");
                    }
                });
                RunningLoad load = start(
                        server.url(), Traffic.users(2, Duration.ofMillis(300)).streaming(0.5))) {
            Instant zero = load.go();
            List<LedgerEntry> ledger = load.await(LIMIT, zero);

            assertThat(ledger).hasSameSizeAs(server.traceparents()).hasSizeGreaterThan(4);
            assertThat(ledger)
                    .filteredOn(entry -> entry.request().equals("chat"))
                    .isNotEmpty()
                    .allSatisfy(entry -> {
                        assertThat(entry.status()).contains(503);
                        assertThat(entry.error()).isEmpty();
                    });
            assertThat(ledger)
                    .filteredOn(entry -> entry.request().equals("chat-stream"))
                    .isNotEmpty()
                    .allSatisfy(entry -> {
                        assertThat(entry.status()).contains(200);
                        assertThat(entry.error()).contains("stream cut after 1 events");
                    });
        }
    }

    @Test
    void a_refused_connection_has_an_error_and_no_status() throws Exception {
        try (RunningLoad load = start(freeUrl(), Traffic.steady(10, Duration.ofSeconds(1)))) {
            Instant zero = load.go();

            assertThat(load.await(LIMIT, zero)).hasSize(10).allSatisfy(entry -> {
                assertThat(entry.status()).isEmpty();
                assertThat(entry.error())
                        .hasValueSatisfying(error -> assertThat(error).contains("refused"));
                assertThat(entry.failed()).isTrue();
            });
        }
    }

    @Test
    void a_hang_is_a_timeout_of_its_length() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Respondent server = Respondent.start((exchange, streaming, number) -> await(end));
                RunningLoad load = start(server.url(), Traffic.steady(5, Duration.ofSeconds(1)))) {
            Instant zero = load.go();

            assertThat(load.await(LIMIT, zero)).hasSize(5).allSatisfy(entry -> {
                assertThat(entry.status()).isEmpty();
                assertThat(entry.error())
                        .hasValueSatisfying(error -> assertThat(error).contains("timeout"));
                assertThat(entry.latency()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1500));
            });
            end.countDown();
        }
    }

    @Test
    void a_stopped_load_records_requests_in_flight_as_unanswered() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Respondent server = Respondent.start((exchange, streaming, number) -> await(end));
                RunningLoad load = engine.start(plan(server.url(), Traffic.users(3, LIMIT), Duration.ofSeconds(20)))) {
            Instant zero = load.go();

            assertThat(load.await(Duration.ofSeconds(1), zero)).hasSize(3).allSatisfy(entry -> {
                assertThat(entry.status()).isEmpty();
                assertThat(entry.error()).contains("no answer before the load was stopped");
            });
            end.countDown();
        }
    }

    @Test
    void a_killed_fork_leaves_a_readable_ledger_and_a_clear_error() throws Exception {
        CountDownLatch seen = new CountDownLatch(50);
        try (Respondent server = Respondent.start((exchange, streaming, number) -> {
                    seen.countDown();
                    Respondent.ok(exchange, streaming, number);
                });
                RunningLoad load = start(server.url(), Traffic.steady(100, Duration.ofSeconds(20)))) {
            Instant zero = load.go();
            assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
            ((ForkedLoad) load).handle().destroyForcibly();

            assertThatThrownBy(() -> load.await(LIMIT, zero))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("ended early: exit code 137")
                    .hasMessageContaining("ledger.jsonl");
            assertThat(load.ledger(zero))
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(server.traceparents().size());
        }
    }

    @Test
    void the_next_load_is_held_by_the_same_process_and_has_a_ledger_of_its_own() throws Exception {
        ProcessHandle process;
        try (Respondent server = Respondent.start(Respondent::ok)) {
            try (RunningLoad load = start(server.url(), Traffic.steady(20, Duration.ofSeconds(1)))) {
                assertThat(load.await(LIMIT, load.go())).hasSize(20);
                process = ((ForkedLoad) load).handle();
            }
            int before = server.traceparents().size();
            try (RunningLoad load = start(server.url(), Traffic.steady(10, Duration.ofSeconds(1)))) {
                load.awaitReady();
                assertThat(server.traceparents()).hasSize(before);
                List<LedgerEntry> ledger = load.await(LIMIT, load.go());

                assertThat(((ForkedLoad) load).handle()).isEqualTo(process);
                assertThat(ledger.stream().map(GatlingForkIT::traceparent))
                        .hasSize(10)
                        .containsExactlyInAnyOrderElementsOf(
                                server.traceparents().subList(before, before + 10));
                assertThat(ledger.get(0).start()).isBetween(Duration.ZERO, Duration.ofMillis(100));
            }
        }
        engine.close();
        assertThat(process.onExit().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void a_process_that_was_stopped_or_killed_is_replaced() throws Exception {
        for (boolean killed : List.of(true, false)) {
            try (Respondent server = Respondent.start(Respondent::ok);
                    RunningLoad load = start(server.url(), Traffic.steady(5, LIMIT))) {
                load.go();
                if (killed) {
                    ((ForkedLoad) load).handle().destroyForcibly();
                } else {
                    load.stop();
                }
            }
        }
        try (Respondent server = Respondent.start(Respondent::ok);
                RunningLoad load = start(server.url(), Traffic.steady(10, Duration.ofSeconds(1)))) {
            assertThat(load.await(LIMIT, load.go())).hasSize(10);
        }
    }

    @Test
    void a_fork_whose_parent_is_gone_ends() throws Exception {
        RunningLoad load = start(freeUrl(), Traffic.steady(1, LIMIT));
        load.awaitReady();
        ForkedLoad forked = (ForkedLoad) load;

        forked.hangUp();

        assertThat(forked.handle().onExit().get(5, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    private RunningLoad start(URI url, Traffic traffic) {
        return engine.start(plan(url, traffic, Duration.ofSeconds(1)));
    }

    private LoadPlan plan(URI url, Traffic traffic, Duration timeout) {
        return new LoadPlan(url, traffic, folder, timeout, Optional.of("sk-secret"));
    }

    private static String traceparent(LedgerEntry entry) {
        return "00-" + entry.traceId() + "-" + entry.spanId() + "-01";
    }

    private static URI freeUrl() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort() + "/v1/chat/completions");
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
