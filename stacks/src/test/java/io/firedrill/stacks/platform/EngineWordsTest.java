package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.NotFoundException;
import org.junit.jupiter.api.Test;

class EngineWordsTest {
    @Test
    void error_is_what_the_engine_said() {
        assertThat(EngineError.of(
                        new NotFoundException("Status 404: {\"message\":\"manifest for \\\"x:1\\\" not found\\n\"}\n")))
                .isEqualTo("manifest for \"x:1\" not found");
        assertThat(EngineError.of(new RuntimeException("wrapped", new java.io.IOException("broken\n  pipe"))))
                .isEqualTo("broken pipe");
    }

    @Test
    void last_address_of_a_network_is_below_its_broadcast_address() {
        assertThat(Bridge.last("172.18.0.0/16")).isEqualTo("172.18.255.254");
        assertThat(Bridge.last("10.89.7.16/29")).isEqualTo("10.89.7.22");
    }
}
