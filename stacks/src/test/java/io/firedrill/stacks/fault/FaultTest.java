package io.firedrill.stacks.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultTest {
    @Test
    void faults_say_what_the_peer_sees() {
        Fault latency = new Fault.Latency(Duration.ofMillis(400));

        assertThat(latency.describe()).isEqualTo("400 ms more latency");
        assertThat(latency.delay()).contains(Duration.ofMillis(400));
        assertThat(new Fault.Hang().delay()).isEmpty();
        assertThat(new Fault.HttpStatus(503).describe()).isEqualTo("HTTP 503 for every request");
        assertThat(new Fault.HttpStatus(503, 0.045).describe()).isEqualTo("HTTP 503 for 4.50 % of requests");
        assertThat(new Fault.DroppedHeader("TraceParent").describe()).isEqualTo("header traceparent is lost");
    }

    @Test
    void impossible_faults_are_refused() {
        assertThatThrownBy(() -> new Fault.Latency(Duration.ZERO))
                .hasMessage("latency must be at least 1ms, but was PT0S");
        assertThatThrownBy(() -> new Fault.HttpStatus(200))
                .hasMessage("status must be within 400 and 599, but was 200");
        assertThatThrownBy(() -> new Fault.HttpStatus(500, 0))
                .hasMessage("share must be above 0 and at most 1, but was 0.0");
        assertThatThrownBy(() -> new Fault.Bandwidth(0)).hasMessage("bandwidth must be at least 1 kB/s, but was 0");
        assertThatThrownBy(() -> new Fault.SseStall(-1))
                .hasMessage("events before the stall must not be negative, but was -1");
        assertThatThrownBy(() -> new Fault.DroppedHeader("Content-Length"))
                .hasMessage("dropped header must be one that HTTP itself can do without, but was 'Content-Length'");
    }
}
