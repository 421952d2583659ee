package io.firedrill.stacks.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call as Helicone records it: the fields of a {@code HeliconeRequest} of its API that tell when, what, how long and how dear.
 *
 * @param id of the request
 * @param created when it came
 * @param status what the provider answered
 * @param completion what the model answered; without tokens if it failed
 * @param cost in USD; empty if the model has no price
 * @param delay until the whole answer was there
 * @param firstToken until the first piece of a stream
 * @param properties custom ones
 */
record HeliconeRow(
        String id,
        Instant created,
        int status,
        Completion completion,
        Optional<BigDecimal> cost,
        Duration delay,
        Optional<Duration> firstToken,
        Map<String, String> properties) {
    HeliconeRow {
        properties = Map.copyOf(properties);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        json.put("request_id", id).put("request_created_at", created.toString());
        json.put("response_created_at", created.plus(delay).toString()).put("response_status", status);
        json.put("request_model", completion.model()).put("model", completion.model());
        json.put("delay_ms", delay.toMillis()).put("provider", "OPENAI");
        json.put("prompt_tokens", completion.inputTokens()).put("completion_tokens", completion.outputTokens());
        json.put("total_tokens", completion.inputTokens() + completion.outputTokens());
        json.put("costUSD", cost.orElse(null));
        json.put("time_to_first_token", firstToken.map(Duration::toMillis).orElse(null));
        properties.forEach(json.putObject("request_properties")::put);
        return json;
    }
}
