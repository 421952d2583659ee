package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpokenTest {
    @Test
    void plain_answer_tells_what_the_model_said() {
        assertThat(in("{\"choices\":[{\"message\":{\"content\":\"Stay calm.\"}}]}", false))
                .contains("Stay calm.");
        assertThat(in("{\"choices\":[{\"message\":{\"content\":null}}]}", false))
                .isEmpty();
        assertThat(in("<html>", false)).isEmpty();
    }

    @Test
    void stream_is_put_together_from_its_chunks() {
        String stream = chunk("{\"role\":\"assistant\"}") + ": still here\n\n" + chunk("{\"content\":\"Stay\"}")
                + chunk("{\"content\":\" calm.\"}") + "data: {\"choices\":[],\"usage\":{}}\n\ndata: [DONE]\n\n";

        assertThat(in(stream, true)).contains("Stay calm.");
        assertThat(in(chunk("{\"content\":\"Stay\"}"), true)).as("cut").contains("Stay");
        assertThat(in("data: {\n\n", true)).isEmpty();
        assertThat(in("", true)).isEmpty();
    }

    private static String chunk(String delta) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}\n\n";
    }

    private static Optional<String> in(String body, boolean streaming) {
        return Spoken.in(body.getBytes(StandardCharsets.UTF_8), streaming);
    }
}
