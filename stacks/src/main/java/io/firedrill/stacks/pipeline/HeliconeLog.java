package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okio.Buffer;

/**
 * What {@code POST /custom/v1/log} of Helicone takes: {@code providerRequest} with what was asked and {@code meta}, {@code
 * providerResponse} with status and {@code json}, or the chunks of a stream as {@code textBody}, and {@code timing}. Usage is read in
 * the shapes of OpenAI and Anthropic. Immutable.
 */
record HeliconeLog(JsonNode body) {
    private static final String PROPERTY = "Helicone-Property-";

    String model() {
        return body.at("/providerRequest/json/model").asText();
    }

    Optional<String> meta(String name) {
        return Optional.of(body.at("/providerRequest/meta").path(name).asText()).filter(text -> !text.isEmpty());
    }

    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        body.at("/providerRequest/meta").properties().forEach(each -> {
            if (each.getKey().startsWith(PROPERTY)) {
                properties.put(
                        each.getKey().substring(PROPERTY.length()),
                        each.getValue().asText());
            }
        });
        return properties;
    }

    Instant begun() {
        return instant("startTime");
    }

    Instant ended() {
        return instant("endTime");
    }

    private Instant instant(String name) {
        JsonNode time = body.path("timing").path(name);
        return Instant.ofEpochSecond(time.path("seconds").asLong())
                .plusMillis(time.path("milliseconds").asLong());
    }

    Passage passage() {
        JsonNode first = body.at("/timing/timeToFirstToken");
        int status = body.at("/providerResponse/status").asInt(200);
        return new Passage(
                status,
                completion(),
                first.isNumber() ? Optional.of(Duration.ofMillis(first.asLong())) : Optional.empty());
    }

    private Completion completion() {
        String text = body.at("/providerResponse/textBody").asText("");
        if (!text.isEmpty() && !text.equals("null")) {
            Buffer events = new Buffer();
            text.lines()
                    .filter(line -> line.startsWith("{"))
                    .forEach(chunk -> events.writeUtf8("data: " + chunk + "\n\n"));
            return Passage.completion(events, true);
        }
        JsonNode answer = body.at("/providerResponse/json");
        JsonNode usage = answer.path("usage");
        return new Completion(
                answer.path("id").asText(),
                answer.path("model").asText(""),
                "",
                "",
                usage.path("prompt_tokens").asLong(usage.path("input_tokens").asLong()),
                usage.path("completion_tokens")
                        .asLong(usage.path("output_tokens").asLong()));
    }
}
