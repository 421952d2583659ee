package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What the model said in an answer, put together if it came as a stream of chunks. Thread-safe. */
final class Spoken {
    private Spoken() {}

    /** Empty if it said nothing that can be read. */
    static Optional<String> in(byte[] body, boolean streaming) {
        String text = new String(body, StandardCharsets.UTF_8);
        List<String> pieces = streaming
                ? Answer.events(text).stream()
                        .filter(event -> event.startsWith("{"))
                        .toList()
                : List.of(text);
        StringBuilder said = new StringBuilder();
        try {
            for (String piece : pieces) {
                JsonNode choice =
                        EvidenceFile.mapper().readTree(piece).path("choices").path(0);
                JsonNode content = choice.path(streaming ? "delta" : "message").path("content");
                said.append(content.isTextual() ? content.asText() : "");
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.of(said.toString()).filter(words -> !words.isBlank());
    }
}
