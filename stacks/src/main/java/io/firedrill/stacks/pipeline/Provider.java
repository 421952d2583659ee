package io.firedrill.stacks.pipeline;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for an LLM provider. It honours the contract of OpenAI's {@code POST /v1/chat/completions} (API v1, as in the
 * {@code openapi.yaml} of github.com/openai/openai-openapi and the API reference, 2026-08): bearer authentication, the
 * chat completion object, streams of chunks with {@code stream_options.include_usage}, {@code max_tokens} and
 * {@code max_completion_tokens}, the error object, {@code x-request-id}, {@code
 * x-ratelimit-{limit,remaining,reset}-{requests,tokens}}, and 429 of both kinds: {@code rate_limit_exceeded} with
 * {@code Retry-After}, and {@code insufficient_quota}. Answers and token counts are a pure function of the request: see
 * {@link Reply} and {@link Tokens}.
 *
 * <p>Left out: every other endpoint, {@code n} above 1, tools, images, audio, log probabilities, response formats and
 * sampling parameters (accepted and ignored). Any model is known. Limits refill by the second, not by the minute.
 *
 * <p>Environment: {@code PORT}, {@code PROVIDER_API_KEY}, {@code RATE_LIMIT_PER_SECOND} (requests; 10000 if not set),
 * {@code TOKEN_LIMIT_PER_SECOND} (10000000 if not set), {@code QUOTA_REQUESTS} (how many are answered at all; no end if
 * not set), {@code HOST} (127.0.0.1 if not set). Thread-safe.
 */
public final class Provider {
    private final String authorization;
    private final RateLimit requests;
    private final RateLimit tokens;
    private final Optional<Integer> quota;
    private final AtomicInteger answered = new AtomicInteger();

    private Provider(Environment environment) {
        this.authorization = "Bearer " + environment.text("PROVIDER_API_KEY");
        this.requests = new RateLimit(environment.positive("RATE_LIMIT_PER_SECOND", 10_000), System::nanoTime);
        this.tokens = new RateLimit(environment.positive("TOKEN_LIMIT_PER_SECOND", 10_000_000), System::nanoTime);
        this.quota = environment.positive("QUOTA_REQUESTS");
    }

    /**
     * Starts the service.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("provider", Provider::start);
    }

    static Running start(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Provider provider = new Provider(environment);
        return new HttpService(provider::answer, () -> true, new Metrics(), List.of()).start(environment);
    }

    private void answer(Context context) {
        context.header("x-request-id", "req_" + UUID.randomUUID().toString().replace("-", ""));
        if (!authorization.equals(context.header("Authorization"))) {
            throw OpenAiError.unauthorized();
        }
        ChatRequest request = ChatRequest.read(context.bodyAsBytes());
        Reply reply = Reply.to(request);
        admit(requests.take(1), "requests", context);
        admit(tokens.take(reply.promptTokens() + reply.completionTokens()), "tokens", context);
        if (quota.filter(most -> answered.incrementAndGet() > most).isPresent()) {
            throw OpenAiError.of(
                    429,
                    "insufficient_quota",
                    "insufficient_quota",
                    "You exceeded your current quota, please check your plan and billing details.");
        }
        write(new ReplyJson(request, reply, Instant.now()), context);
    }

    private static void admit(RateLimit.Grant grant, String kind, Context context) {
        grant.headers(kind).forEach(context::header);
        if (!grant.granted()) {
            throw OpenAiError.of(
                            429,
                            kind,
                            "rate_limit_exceeded",
                            "Rate limit reached: %d %s per second.".formatted(grant.limit(), kind))
                    .with(grant.retryHeaders());
        }
    }

    private static void write(ReplyJson reply, Context context) {
        if (reply.request().streams()) {
            EventWriter writer = new EventWriter(context);
            reply.events().forEach(writer::write);
        } else {
            context.contentType("application/json").result(reply.completion());
        }
    }
}
