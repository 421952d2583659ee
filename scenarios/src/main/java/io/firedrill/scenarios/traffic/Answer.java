package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What the body of a 200 tells: OpenAI's chat completion object, or its stream of chunks, which ends with
 * {@code [DONE]} and has the usage in the last chunk before that.
 *
 * @param tokens the total tokens, if they are reported
 * @param error why the answer is of no use, if it is not
 */
record Answer(Optional<Long> tokens, Optional<String> error) {
    static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

    static Answer read(byte[] body, boolean streaming) {
        String text = new String(body, StandardCharsets.UTF_8);
        return streaming ? stream(text) : plain(text);
    }

    private static Answer plain(String text) {
        if (text.isBlank()) {
            return new Answer(Optional.empty(), Optional.of("answer is empty"));
        }
        try {
            return new Answer(tokens(text), Optional.empty());
        } catch (IOException e) {
            return new Answer(Optional.empty(), Optional.of("answer is not JSON"));
        }
    }

    private static Answer stream(String text) {
        List<String> data = text.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring(5).trim())
                .toList();
        if (!data.contains("[DONE]")) {
            return new Answer(Optional.empty(), Optional.of("stream cut after " + data.size() + " events"));
        }
        try {
            for (int i = data.size() - 1; i >= 0; i--) {
                Optional<Long> tokens = data.get(i).contains("\"usage\"") ? tokens(data.get(i)) : Optional.empty();
                if (tokens.isPresent()) {
                    return new Answer(tokens, Optional.empty());
                }
            }
            return NONE;
        } catch (IOException e) {
            return new Answer(Optional.empty(), Optional.of("stream holds an event that is not JSON"));
        }
    }

    private static Optional<Long> tokens(String json) throws IOException {
        JsonNode total = EvidenceFile.mapper().readTree(json).path("usage").path("total_tokens");
        return total.isIntegralNumber() ? Optional.of(total.asLong()) : Optional.empty();
    }
}
