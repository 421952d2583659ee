package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.traffic.TokenUsage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void plain_answer_tells_its_tokens_or_none() {
        assertThat(read("{\"usage\":{\"total_tokens\":12}}", false)).isEqualTo(tokens(12));
        assertThat(read("{\"usage\":null}", false)).isEqualTo(Answer.NONE);
        assertThat(read("<html>", false)).isEqualTo(error("answer is not JSON"));
        assertThat(read("", false)).isEqualTo(error("answer is empty"));
    }

    @Test
    void stream_that_ends_properly_tells_the_last_usage() {
        String chunks = "data: {\"usage\":null}\n\ndata: {\"usage\":{\"total_tokens\":9}}\n\n";

        assertThat(read(chunks + "data: [DONE]\n\n", true)).isEqualTo(tokens(9));
        assertThat(read("data: {}\n\ndata: [DONE]\n\n", true)).isEqualTo(Answer.NONE);
    }

    @Test
    void usage_is_told_by_kind_where_the_answer_tells_them_apart() {
        String usage = "{\"model\":\"m\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4,\"total_tokens\":7}}";

        assertThat(read(usage, false).usage()).contains(new TokenUsage("m", 3, 4));
        assertThat(read("data: " + usage + "\n\ndata: [DONE]\n\n", true).usage())
                .contains(new TokenUsage("m", 3, 4));
        assertThat(read(usage.replace("\"m\"", "\"\""), false).usage()).isEmpty();
        assertThat(read(usage.replace("\"completion_tokens\":4,", ""), false).usage())
                .isEmpty();
    }

    @Test
    void stream_without_its_end_is_cut() {
        assertThat(read("data: {}\r\n\r\ndata: {}\r\n\r\n", true)).isEqualTo(error("stream cut after 2 events"));
        assertThat(read("", true)).isEqualTo(error("stream cut after 0 events"));
    }

    @Test
    void stream_with_a_broken_usage_event_is_an_error() {
        assertThat(read("data: {\"usage\"\n\ndata: [DONE]\n\n", true))
                .isEqualTo(error("stream holds an event that is not JSON"));
    }

    private static Answer read(String body, boolean streaming) {
        return Answer.read(body.getBytes(StandardCharsets.UTF_8), streaming);
    }

    private static Answer tokens(long tokens) {
        return new Answer(Optional.of(tokens), Optional.empty(), Optional.empty());
    }

    private static Answer error(String error) {
        return new Answer(Optional.empty(), Optional.empty(), Optional.of(error));
    }
}
