package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Puts a completion together from the chunks of a stream. Confined. */
final class ChunkReader {
    private final StringBuilder text = new StringBuilder();
    private String id = "";
    private String model = "";
    private String finishReason = "";
    private long inputTokens;
    private long outputTokens;

    /** Takes one event's data; whether that is for the caller to see who did not ask for the usage. */
    Kind take(String data) throws IOException {
        JsonNode chunk = Json.read(data);
        if (chunk.has("error")) {
            throw new IOException("the provider ended its stream with an error");
        }
        id = chunk.path("id").asText(id);
        model = chunk.path("model").asText(model);
        JsonNode choice = chunk.path("choices").path(0);
        text.append(choice.path("delta").path("content").asText(""));
        finishReason = choice.path("finish_reason").asText(finishReason);
        JsonNode usage = chunk.path("usage");
        inputTokens = usage.path("prompt_tokens").asLong(inputTokens);
        outputTokens = usage.path("completion_tokens").asLong(outputTokens);
        return usage.isObject() && choice.isMissingNode() ? Kind.USAGE : Kind.CONTENT;
    }

    Completion completion() {
        return new Completion(id, model, text.toString(), finishReason, inputTokens, outputTokens);
    }

    /** What a chunk is for. */
    enum Kind {
        CONTENT,
        USAGE
    }
}
