package io.firedrill.stacks.pipeline;

import static java.util.stream.Collectors.toMap;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Response;

/**
 * The entry: OpenAI-compatible {@code POST /v1/chat/completions}, plain and streaming, behind an API key and a rate limit.
 *
 * <p>Environment: {@code PORT}, {@code INFERENCE_URL}, {@code API_KEYS} (between commas), {@code RATE_LIMIT_PER_SECOND} (of
 * each key; 500 if not set), {@code INFERENCE_TIMEOUT} (milliseconds until the answer, and between its pieces; 35000 if
 * not set), {@code HOST} (127.0.0.1 if not set).
 *
 * <p>Status: 401 without a known key, 429 beyond the limit, 400 for a body that is no chat request; whatever the
 * inference service answers, 5xx included, is passed on as it is; 502 if it cannot be reached, 504 if it takes too long.
 * Thread-safe.
 */
public final class Gateway {
    private static final List<String> PASSED_ON =
            List.of("x-request-id", "Retry-After", "Retry-After-Ms", "x-should-retry");

    private final Map<String, RateLimit> limits;
    private final Upstream inference;

    private Gateway(Environment environment) {
        int perSecond = environment.positive("RATE_LIMIT_PER_SECOND", 500);
        this.limits = environment.words("API_KEYS").stream()
                .distinct()
                .collect(toMap(key -> "Bearer " + key, key -> new RateLimit(perSecond, System::nanoTime)));
        this.inference = new Upstream(
                "inference",
                environment.url("INFERENCE_URL"),
                environment.milliseconds("INFERENCE_TIMEOUT", Duration.ofSeconds(35)));
    }

    /**
     * Starts the service.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("gateway", Gateway::start);
    }

    static Running start(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Gateway gateway = new Gateway(environment);
        return new HttpService(gateway::answer, () -> true, new Metrics(), List.of(gateway.inference::close))
                .start(environment);
    }

    private void answer(Context context) throws IOException {
        RateLimit limit = Optional.ofNullable(context.header("Authorization"))
                .map(limits::get)
                .orElseThrow(OpenAiError::unauthorized);
        RateLimit.Grant grant = limit.take(1);
        grant.headers("requests").forEach(context::header);
        if (!grant.granted()) {
            throw OpenAiError.of(
                            429,
                            "requests",
                            "rate_limit_exceeded",
                            "Rate limit reached: " + grant.limit() + " requests per second.")
                    .with(grant.retryHeaders());
        }
        byte[] body = context.bodyAsBytes();
        ChatRequest.read(body);
        relay(body, context);
    }

    private void relay(byte[] body, Context context) {
        try (Response response = inference.post(body, Map.of())) {
            PASSED_ON.forEach(
                    name -> Optional.ofNullable(response.header(name)).ifPresent(value -> context.header(name, value)));
            String type = response.header("Content-Type", "application/json");
            if (String.valueOf(type).startsWith("text/event-stream")) {
                relayEvents(new EventReader(response.body().source()), new EventWriter(context));
            } else {
                byte[] answer = response.body().bytes();
                context.status(response.code())
                        .contentType(String.valueOf(type))
                        .result(answer);
            }
        } catch (IOException e) {
            throw inference.failed(e);
        }
    }

    private static void relayEvents(EventReader reader, EventWriter writer) throws IOException {
        String last = "";
        for (Optional<String> event = reader.next(); event.isPresent(); event = reader.next()) {
            last = event.get();
            writer.write(last);
        }
        if (EventReader.data(last).startsWith("{\"error\"")) {
            ChatEndpoint.markSpan("stream_failed", "the inference service ended its stream with an error");
        } else if (!EventReader.data(last).equals("[DONE]")) {
            throw new IOException("the stream ended before it was done");
        }
    }
}
