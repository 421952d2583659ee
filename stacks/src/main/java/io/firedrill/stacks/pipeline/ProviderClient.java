package io.firedrill.stacks.pipeline;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import okhttp3.Response;
import okio.ByteString;

/**
 * Asks the LLM provider. Every attempt is an HTTP client span of its own below the span of the {@link GenAiCall}.
 * Failures are {@link OpenAiError}s with the status for this service's caller. Thread-safe.
 */
final class ProviderClient {
    private final PatientCalls calls;
    private final Upstream provider;
    private final Map<String, String> authorization;
    private final Tracer tracer;
    private final GenAiMetrics metrics;

    ProviderClient(PatientCalls calls, Upstream provider, String apiKey, Tracer tracer, GenAiMetrics metrics) {
        this.calls = calls;
        this.provider = provider;
        this.authorization = Map.of("Authorization", "Bearer " + apiKey);
        this.tracer = tracer;
        this.metrics = metrics;
    }

    /** A completion, and the JSON that it came as; a stream comes as none. */
    record Answer(Completion completion, ByteString body) {}

    Answer complete(ChatRequest request) {
        return call(request, (response, call) -> {
            ByteString body = response.body().byteString();
            return new Answer(Completion.read(body.toByteArray()), body);
        });
    }

    /** Hands each event on as it comes, except the last one, {@code [DONE]}, and a usage that was not asked for. */
    Answer stream(ChatRequest request, boolean usageWanted, Consumer<String> events) {
        return call(request, (response, call) -> {
            EventReader reader = new EventReader(response.body().source());
            ChunkReader chunks = new ChunkReader();
            while (true) {
                String event = reader.next()
                        .orElseThrow(() -> new IOException("the provider ended its stream before it was done"));
                String data = EventReader.data(event);
                if (data.equals("[DONE]")) {
                    return new Answer(chunks.completion(), ByteString.EMPTY);
                }
                call.chunk();
                if (data.isEmpty() || chunks.take(data) == ChunkReader.Kind.CONTENT || usageWanted) {
                    events.accept(event);
                }
            }
        });
    }

    @SuppressWarnings("try") // the scope is there to be closed
    private Answer call(ChatRequest request, Reading reading) {
        try (GenAiCall call = new GenAiCall(request, provider.url(), tracer, metrics);
                Scope current = call.span().makeCurrent()) {
            try (Response response = calls.post(Json.bytes(request.json()), authorization, call)) {
                if (!response.isSuccessful()) {
                    call.failed(Integer.toString(response.code()), "the provider answered " + response.code());
                    throw Refusal.of(response);
                }
                Answer answer = reading.read(response, call);
                call.succeeded(answer.completion());
                return answer;
            } catch (IOException e) {
                call.failed(e.getClass().getName(), String.valueOf(e.getMessage()));
                throw provider.failed(e);
            } catch (ClientGone e) {
                call.failed("cancelled", "the caller went away");
                throw e;
            }
        }
    }

    private interface Reading {
        Answer read(Response response, GenAiCall call) throws IOException;
    }
}
