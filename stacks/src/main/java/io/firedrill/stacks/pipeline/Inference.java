package io.firedrill.stacks.pipeline;

import io.javalin.http.Context;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Answers chat completions with an LLM: retrieves what fits the question from PostgreSQL, asks the provider, stores the
 * answer, and leaves what it used to a worker.
 *
 * <p>Environment: {@code PORT}, {@code DATABASE_URL} (JDBC), {@code DATABASE_USER}, {@code DATABASE_PASSWORD}, {@code
 * DATABASE_TIMEOUT} (milliseconds of a statement, in whole seconds; 3000 if not set), {@code DATABASE_CONNECTIONS} (16),
 * {@code DATABASE_PATIENCE} (milliseconds that a request waits for one of them; 2000, at least 250), {@code PROVIDER_URL}, {@code PROVIDER_API_KEY}, {@code PROVIDER_TIMEOUT} (milliseconds until the answer, and between its
 * pieces; 10000), {@code PROVIDER_STREAM_USAGE} (whether the tokens of streams count; true), {@code LLM_PRICES} ({@code
 * model=input/output} between commas, in USD for a million tokens), {@code COUNT_PROMPTS_WHEN_SENT} (false), {@code
 * OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT} (false), {@code PROVIDER_RETRIES} (2), {@code PROVIDER_RETRY_DELAY} (milliseconds before the first; 500), {@code
 * USAGE_QUEUE} (1000), {@code HOST} (127.0.0.1), and that of {@link Errors} and {@link HeliconeRoute}.
 *
 * <p>Status: 400 for a body that is no chat request; 503 without the database; the provider's own 429 and 5xx; 502 if it
 * cannot be reached or refuses this service's key, 504 if it takes too long. Thread-safe.
 */
public final class Inference {
    private final Store store;
    private final ProviderClient provider;
    private final UsageWorker worker;
    private final GenAiMetrics llm;
    private final Errors errors;

    private Inference(Store store, ProviderClient provider, UsageWorker worker, GenAiMetrics llm, Errors errors) {
        this.store = store;
        this.provider = provider;
        this.worker = worker;
        this.llm = llm;
        this.errors = errors;
    }

    /**
     * Starts the service.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("inference", Inference::start);
    }

    static Running start(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Metrics metrics = new Metrics();
        Connections connections = new Connections(
                environment.jdbcUrl("DATABASE_URL"),
                environment.text("DATABASE_USER"),
                environment.text("DATABASE_PASSWORD"),
                environment.positive("DATABASE_CONNECTIONS", 16),
                environment.milliseconds("DATABASE_TIMEOUT", Duration.ofSeconds(3)),
                environment.milliseconds("DATABASE_PATIENCE", Duration.ofSeconds(2)),
                tracer(),
                metrics.registry());
        return start(
                environment, metrics, new PostgresStore(connections), duration -> Thread.sleep(duration.toMillis()));
    }

    /** The same with any store and any way to wait between retries. */
    static Running start(Environment environment, Store store, PatientCalls.Sleeper sleeper) {
        return start(environment, new Metrics(), store, sleeper);
    }

    private static Running start(Environment environment, Metrics metrics, Store store, PatientCalls.Sleeper sleeper) {
        Upstream upstream = Upstream.ofModel(environment, "provider", "PROVIDER_URL");
        GenAiMetrics llm = new GenAiMetrics(metrics.registry(), GenAiOptions.of(environment));
        Optional<HeliconeRoute> helicone = HeliconeRoute.of(environment, upstream, metrics.registry());
        ProviderClient provider = new ProviderClient(
                new PatientCalls(helicone.<Route>map(route -> route).orElse(upstream), retries(environment), sleeper),
                upstream,
                environment.text("PROVIDER_API_KEY"),
                tracer(),
                llm);
        UsageWorker worker = new UsageWorker(
                store, environment.positive("USAGE_QUEUE", 1000), Duration.ofSeconds(1), tracer(), metrics.registry());
        Inference inference = new Inference(store, provider, worker, llm, Errors.of(environment, "inference"));
        return new HttpService(
                        inference::answer,
                        inference::serves,
                        metrics,
                        List.of(
                                upstream::close,
                                () -> helicone.ifPresent(HeliconeRoute::close),
                                worker::close,
                                store::close))
                .start(environment);
    }

    private static Retries retries(Environment environment) {
        return new Retries(
                environment.count("PROVIDER_RETRIES", 2),
                environment.milliseconds("PROVIDER_RETRY_DELAY", Duration.ofMillis(500)),
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    private static Tracer tracer() {
        return GlobalOpenTelemetry.getTracer("io.firedrill.stacks.pipeline");
    }

    private boolean serves() {
        try {
            store.check();
            return true;
        } catch (Store.Unavailable e) {
            return false;
        }
    }

    /** What is this service's own failure, or of what it needs, is reported. */
    private void answer(Context context) {
        try {
            reply(context);
        } catch (OpenAiError e) {
            if (e.status() >= 500) {
                errors.report(e, context::body);
            }
            throw e;
        }
    }

    private void reply(Context context) {
        ChatRequest request = ChatRequest.read(context.bodyAsBytes());
        try {
            ChatRequest prompt = Prompt.assemble(request, store.relevant(request.question()));
            if (request.streams()) {
                EventWriter writer = new EventWriter(context);
                finish(provider.stream(prompt, request.wantsUsage(), writer::write));
                writer.write("data: [DONE]");
            } else {
                ProviderClient.Answer answer = provider.complete(prompt);
                finish(answer);
                context.contentType("application/json").result(answer.body().toByteArray());
            }
        } catch (Store.Unavailable e) {
            throw OpenAiError.behind(503, "database_unavailable", "The database is not available.")
                    .causedBy(e);
        }
    }

    /** Its tokens are spent, so its usage counts even if the answer cannot be stored. */
    private void finish(ProviderClient.Answer answer) {
        worker.add(llm.usage(answer.completion()));
        store.keep(answer.completion());
    }
}
