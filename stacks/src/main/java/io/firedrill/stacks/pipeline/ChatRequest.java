package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The body of {@code POST /v1/chat/completions}, with every field that it came with. Confined: its tree is shared.
 *
 * @param json an object that has at least a model and messages
 */
record ChatRequest(ObjectNode json) {
    /** One message, its content as plain text. */
    record Message(String role, String text) {}

    /** Reads a body; throws an {@link OpenAiError} with 400 if it is none. */
    static ChatRequest read(byte[] body) {
        JsonNode tree;
        try {
            tree = Json.read(body);
        } catch (IOException e) {
            throw OpenAiError.invalid("We could not parse the JSON body of your request.");
        }
        if (!(tree instanceof ObjectNode json)) {
            throw OpenAiError.invalid("The body of your request must be a JSON object.");
        }
        if (!json.path("model").isTextual() || json.path("model").asText().isBlank()) {
            throw OpenAiError.invalid("You must provide a 'model' parameter.");
        }
        check(json.path("messages"));
        return new ChatRequest(json);
    }

    private static void check(JsonNode messages) {
        if (!messages.isArray() || messages.isEmpty()) {
            throw OpenAiError.invalid("'messages' must be an array with at least one message.");
        }
        for (JsonNode message : messages) {
            if (!message.path("role").isTextual()) {
                throw OpenAiError.invalid("Each of 'messages' must be an object with a 'role'.");
            }
        }
    }

    String model() {
        return json.path("model").asText();
    }

    boolean streams() {
        return json.path("stream").asBoolean();
    }

    /** Whether the caller wants the usage in the last chunk of its stream. */
    boolean wantsUsage() {
        return json.path("stream_options").path("include_usage").asBoolean();
    }

    Optional<Integer> maxTokens() {
        return Stream.of("max_completion_tokens", "max_tokens")
                .map(json::path)
                .filter(JsonNode::isInt)
                .map(JsonNode::asInt)
                .findFirst();
    }

    List<Message> messages() {
        return elements(json.path("messages"))
                .map(message -> new Message(message.path("role").asText(), text(message.path("content"))))
                .toList();
    }

    /** What the user said last; empty if nothing. */
    String question() {
        return messages().stream()
                .filter(message -> message.role().equals("user"))
                .reduce((earlier, later) -> later)
                .map(Message::text)
                .orElse("");
    }

    /** The same request with a system message put first; a stream of it ends with the usage. */
    ChatRequest withContext(String context) {
        ObjectNode copy = json.deepCopy();
        ArrayNode messages = copy.putArray("messages");
        messages.addObject().put("role", "system").put("content", context);
        json.path("messages").forEach(messages::add);
        if (streams()) {
            copy.putObject("stream_options").put("include_usage", true);
        }
        return new ChatRequest(copy);
    }

    /** Content is a string, or an array of parts of which some are text. */
    private static String text(JsonNode content) {
        return content.isArray()
                ? elements(content).map(part -> part.path("text").asText()).collect(Collectors.joining(" "))
                : content.asText("");
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
