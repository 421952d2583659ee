package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * What the model answered.
 *
 * @param id the provider's id of it
 * @param model which model answered
 * @param text the answer
 * @param finishReason why it ended; empty if untold
 * @param inputTokens of the prompt
 * @param outputTokens of the answer
 */
record Completion(String id, String model, String text, String finishReason, long inputTokens, long outputTokens) {
    /** From a chat completion object; an {@link IOException} if it is none. */
    static Completion read(byte[] body) throws IOException {
        JsonNode json = Json.read(body);
        JsonNode choice = json.path("choices").path(0);
        if (!choice.path("message").isObject()) {
            throw new IOException("the provider's answer has no message");
        }
        return new Completion(
                json.path("id").asText(),
                json.path("model").asText(),
                choice.path("message").path("content").asText(""),
                choice.path("finish_reason").asText(""),
                json.path("usage").path("prompt_tokens").asLong(),
                json.path("usage").path("completion_tokens").asLong());
    }
}
