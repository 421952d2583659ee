package io.firedrill.stacks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.stacks.StackException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final Duration LONG = Duration.ofMinutes(1);

    private final RecordedProcess inference = new RecordedProcess();
    private final RecordedReceiver slack = new RecordedReceiver();
    private final HttpFaultProxy proxy = HttpFaultProxy.start(InetAddress.getLoopbackAddress(), () -> NOWHERE);
    private final Faults faults = new Faults(
            NOWHERE,
            Map.of(
                    "gateway->inference", new LinkControl("gateway-inference", Optional.of(proxy)),
                    "inference->database", new LinkControl("inference-database", Optional.empty())),
            Map.of("inference", inference),
            Map.of("alertmanager->oncall/slack", slack));

    @AfterEach
    void close() {
        faults.close();
        proxy.close();
    }

    @Test
    void fault_is_reverted_once_however_often_it_is_asked_for() {
        ActiveFault kill = faults.inject("inference", new Fault.ProcessKill(), LONG);
        assertThat(kill.revertedAt()).isEmpty();

        Instant reverted = kill.revert();
        kill.close();

        assertThat(kill.revert()).isEqualTo(reverted);
        assertThat(kill.revertedAt()).contains(reverted);
        assertThat(kill.appliedAt()).isBeforeOrEqualTo(reverted);
        assertThat(inference.calls).containsExactly("kill", "restart");
    }

    @Test
    void command_breaks_and_mends_by_its_lease_at_the_latest_and_counts_from_when_it_was_told() {
        List<String> calls = new CopyOnWriteArrayList<>();
        List<Instant> broken = new CopyOnWriteArrayList<>();
        CommandControl control = new CommandControl() {
            @Override
            public void on() {
                broken.add(Instant.now());
                calls.add("on");
            }

            @Override
            public void off() {
                calls.add("off");
            }
        };
        try (Faults commands = Faults.byCommands(Map.of("inference stopped", control))) {
            ActiveFault stopped = commands.inject(
                    "inference stopped", new CommandFault("./break.sh", "./fix.sh"), Duration.ofMillis(50));

            await().until(() -> stopped.revertedAt().isPresent());
            assertThat(calls).containsExactly("on", "off");
            assertThat(stopped.appliedAt()).isBeforeOrEqualTo(broken.get(0));
            assertThat(stopped.toRecord("x", stopped.appliedAt()).kind()).isEqualTo("command");
            assertThatThrownBy(() -> commands.inject("gateway->inference", new Fault.Refuse(), LONG))
                    .hasMessageContaining("no link is called 'gateway->inference'; there are: none");
        }
    }

    @Test
    void kill_counts_from_when_it_was_told_because_a_scrape_may_meet_it_before_it_is_confirmed() {
        ActiveFault kill = faults.inject("inference", new Fault.ProcessKill(), LONG);

        assertThat(kill.appliedAt()).isBeforeOrEqualTo(inference.killed);
    }

    @Test
    void restarted_process_is_asked_to_end_and_not_killed() {
        ActiveFault restart = faults.inject("inference", new Fault.ProcessRestart(), LONG);
        restart.revert();

        assertThat(inference.calls).containsExactly("stop", "restart");
        FaultRecord record = restart.toRecord("update", Instant.now());
        assertThat(record.kind()).isEqualTo("restart");
        assertThat(record.description()).isEqualTo("the process is stopped in good order");
        assertThat(record.source()).hasToString("process stop inference");
    }

    @Test
    void lease_ends_a_fault_by_itself() {
        ActiveFault kill = faults.inject("inference", new Fault.ProcessKill(), Duration.ofMillis(50));

        await().atMost(Duration.ofSeconds(5)).until(() -> kill.revertedAt().isPresent());
        assertThat(inference.calls).containsExactly("kill", "restart");
        assertThat(Duration.between(kill.appliedAt(), kill.revert())).isGreaterThanOrEqualTo(Duration.ofMillis(49));
    }

    @Test
    void lease_tries_again_when_the_end_is_not_confirmed() {
        inference.failures = 1;
        ActiveFault kill = faults.inject("inference", new Fault.ProcessKill(), Duration.ofMillis(10));

        await().atMost(Duration.ofSeconds(5)).until(() -> kill.revertedAt().isPresent());
        assertThat(inference.calls).containsExactly("kill", "restart", "restart");
    }

    @Test
    void close_ends_every_fault_and_allows_no_more() {
        ActiveFault kill = faults.inject("inference", new Fault.ProcessKill(), LONG);
        ActiveFault status = faults.inject("gateway->inference", new Fault.HttpStatus(503), LONG);
        faults.close();

        assertThat(kill.revertedAt()).isPresent();
        assertThat(status.revertedAt()).isPresent();
        assertThatThrownBy(() -> faults.inject("inference", new Fault.ProcessKill(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the injector is closed: inject faults before");
        assertThat(inference.calls).containsExactly("kill", "restart", "kill", "restart");
    }

    @Test
    void fault_becomes_a_record_once_it_has_ended() {
        Instant zero = Instant.now().minusSeconds(10);
        ActiveFault status = faults.inject("gateway->inference", new Fault.HttpStatus(503), LONG);
        assertThatThrownBy(() -> status.toRecord("broken", zero))
                .hasMessage("fault status on gateway->inference is still in force: revert it first");

        status.revert();
        FaultRecord broken = status.toRecord("broken", zero);

        assertThat(broken.kind()).isEqualTo("status");
        assertThat(broken.target()).isEqualTo("gateway->inference");
        assertThat(broken.appliedAt()).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(broken.revertedAt()).isGreaterThanOrEqualTo(broken.appliedAt());
        assertThat(broken.source())
                .hasToString("http-fault-proxy port " + proxy.port() + " HTTP 503 for every request");
    }

    @Test
    void same_kind_twice_on_a_target_is_refused_until_the_first_has_ended() {
        ActiveFault first = faults.inject("gateway->inference", new Fault.HttpStatus(503), LONG);
        assertThatThrownBy(() -> faults.inject("gateway->inference", new Fault.HttpStatus(429), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fault 'status' is already in force on gateway->inference: revert it first");
        first.revert();

        assertThat(faults.inject("gateway->inference", new Fault.HttpStatus(429), LONG)
                        .revertedAt())
                .isEmpty();
    }

    @Test
    void targets_that_cannot_have_the_fault_are_named_with_those_that_can() {
        assertThatThrownBy(() -> faults.inject("gateway->databse", new Fault.Hang(), LONG))
                .isInstanceOf(StackException.class)
                .hasMessage("no link is called 'gateway->databse'; there are: gateway->inference, inference->database");
        assertThatThrownBy(() -> faults.inject("inference->database", new Fault.HttpStatus(503), LONG))
                .isInstanceOf(StackException.class)
                .hasMessage("fault 'status' needs HTTP, but link inference->database does not speak it;"
                        + " links that do: gateway->inference");
        assertThatThrownBy(() -> faults.inject("gateway", new Fault.ProcessKill(), LONG))
                .hasMessage("no process is called 'gateway'; there are: inference");
    }

    @Test
    void toxiproxy_that_does_not_answer_is_named_and_leaves_nothing_in_force() {
        Fault latency = new Fault.Latency(Duration.ofMillis(5));
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> faults.inject("inference->database", latency, LONG))
                    .isInstanceOf(StackException.class)
                    .hasMessageStartingWith("Toxiproxy at http://127.0.0.1:9 did not apply fault 'latency' on link"
                            + " inference->database (proxy 'inference-database'): ");
        }
    }

    @Test
    void receiver_fails_until_its_fault_ends_and_has_but_one_at_a_time() {
        ActiveFault outage = faults.inject("alertmanager->oncall/slack", new Fault.HttpStatus(429), LONG);
        assertThatThrownBy(() -> faults.inject("alertmanager->oncall/slack", new Fault.Hang(), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fault 'hang' is already in force on alertmanager->oncall/slack: revert it first");
        outage.revert();
        faults.inject("alertmanager->oncall/slack", new Fault.Drop(), LONG);
        faults.close();

        assertThat(slack.calls).containsExactly("fail status", "recover", "fail drop", "recover");
        assertThat(outage.toRecord("outage", Instant.now()).source())
                .hasToString("inbox alertmanager->oncall/slack HTTP 429 for every request");
    }

    @Test
    void receiver_that_cannot_have_the_fault_is_told_what_it_can_have() {
        assertThatThrownBy(() -> faults.inject("alertmanager->oncall/slack", new Fault.Refuse(), LONG))
                .isInstanceOf(StackException.class)
                .hasMessage("receiver alertmanager->oncall/slack cannot have fault 'refuse' (connections are refused);"
                        + " it can hang, drop, or answer every request with a status");
        assertThatThrownBy(() -> faults.inject("alertmanager->oncall/slack", new Fault.HttpStatus(500, 0.5), LONG))
                .hasMessageContaining("cannot have fault 'status' (HTTP 500 for 50.0 % of requests)");
        assertThatThrownBy(() -> faults.inject("alertmanager->oncall/mail", new Fault.Drop(), LONG))
                .hasMessage("no receiver is called 'alertmanager->oncall/mail'; there are: alertmanager->oncall/slack");
        assertThat(slack.calls).isEmpty();
    }

    @Test
    void lease_without_length_is_refused() {
        assertThatThrownBy(() -> faults.inject("inference", new Fault.ProcessKill(), Duration.ZERO))
                .hasMessage("fault lease must be positive, but was PT0S");
        assertThat(inference.calls).isEmpty();
    }

    private static final class RecordedReceiver implements ReceiverControl {
        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Override
        public void fail(Fault.OfReceiver fault) {
            calls.add("fail " + fault.kind());
        }

        @Override
        public void recover() {
            calls.add("recover");
        }
    }

    private static final class RecordedProcess implements ProcessControl {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile int failures;
        private volatile Instant killed = Instant.MAX;

        @Override
        public void kill() {
            killed = Instant.now();
            calls.add("kill");
        }

        @Override
        public void stop() {
            calls.add("stop");
        }

        @Override
        public void restart() {
            calls.add("restart");
            if (failures > 0) {
                failures = 0;
                throw new StackException("not ready");
            }
        }
    }
}
