package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reply as OpenAI's chat completion object, or as the events of a stream of chunks. Immutable. */
record ReplyJson(ChatRequest request, Reply reply, Instant created) {
    byte[] completion() {
        ObjectNode json = head("chat.completion");
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", reply.text());
        choice.putNull("logprobs").put("finish_reason", reply.finishReason());
        usage(json);
        return Json.bytes(json);
    }

    /** The role, each word, the reason to finish, the usage if asked for, and the end. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        events.add(chunk("role", "assistant", null));
        reply.words().forEach(word -> events.add(chunk("content", word, null)));
        events.add(chunk("content", "", reply.finishReason()));
        if (request.wantsUsage()) {
            ObjectNode last = head("chat.completion.chunk");
            last.putArray("choices");
            usage(last);
            events.add(event(last));
        }
        events.add("data: [DONE]");
        return events;
    }

    private String chunk(String field, String value, @Nullable String finishReason) {
        ObjectNode json = head("chat.completion.chunk");
        ObjectNode choice = json.putArray("choices").addObject().put("index", 0);
        choice.putObject("delta").put(field, value);
        choice.put("finish_reason", finishReason);
        return event(json);
    }

    private ObjectNode head(String object) {
        return Json.object()
                .put("id", reply.id())
                .put("object", object)
                .put("created", created.getEpochSecond())
                .put("model", request.model());
    }

    private void usage(ObjectNode json) {
        json.putObject("usage")
                .put("prompt_tokens", reply.promptTokens())
                .put("completion_tokens", reply.completionTokens())
                .put("total_tokens", reply.promptTokens() + reply.completionTokens());
    }

    private static String event(ObjectNode json) {
        return "data: " + new String(Json.bytes(json), UTF_8);
    }
}
