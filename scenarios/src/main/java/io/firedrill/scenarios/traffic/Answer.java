package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.traffic.TokenUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the body of a 200 tells: OpenAI's chat completion object, or its stream of chunks, which ends with
 * {@code [DONE]} and has the usage in the last chunk before that.
 *
 * @param tokens the total tokens, if they are reported
 * @param usage the same by kind, if both kinds and the model are reported
 * @param error why the answer is of no use, if it is not
 */
record Answer(Optional<Long> tokens, Optional<TokenUsage> usage, Optional<String> error) {
    static final Answer NONE = new Answer(Optional.empty(), Optional.empty(), Optional.empty());

    static Answer read(byte[] body, boolean streaming) {
        String text = new String(body, StandardCharsets.UTF_8);
        return streaming ? stream(text) : plain(text);
    }

    private static Answer plain(String text) {
        if (text.isBlank()) {
            return useless("answer is empty");
        }
        try {
            return told(text);
        } catch (IOException e) {
            return useless("answer is not JSON");
        }
    }

    private static Answer stream(String text) {
        List<String> data = events(text);
        if (!data.contains("[DONE]")) {
            return useless("stream cut after " + data.size() + " events");
        }
        try {
            for (int i = data.size() - 1; i >= 0; i--) {
                Answer answer = data.get(i).contains("\"usage\"") ? told(data.get(i)) : NONE;
                if (answer.tokens().isPresent()) {
                    return answer;
                }
            }
            return NONE;
        } catch (IOException e) {
            return useless("stream holds an event that is not JSON");
        }
    }

    /** The data of a stream's events, in order. */
    static List<String> events(String text) {
        return text.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).trim())
                .toList();
    }

    private static Answer told(String text) throws IOException {
        JsonNode json = EvidenceFile.mapper().readTree(text);
        JsonNode usage = json.path("usage");
        return new Answer(
                count(usage.path("total_tokens")), usage(json.path("model").asText(), usage), Optional.empty());
    }

    private static Optional<TokenUsage> usage(String model, JsonNode usage) {
        return model.isEmpty()
                ? Optional.empty()
                : count(usage.path("prompt_tokens"))
                        .flatMap(input -> count(usage.path("completion_tokens"))
                                .map(output -> new TokenUsage(model, input, output)));
    }

    private static Optional<Long> count(JsonNode number) {
        return number.isIntegralNumber() ? Optional.of(number.asLong()) : Optional.empty();
    }

    private static Answer useless(String why) {
        return new Answer(Optional.empty(), Optional.empty(), Optional.of(why));
    }
}
