package io.firedrill.stacks.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What calling the model takes and costs: metrics by OpenTelemetry's GenAI conventions (semantic-conventions-genai,
 * development, 2026-08), as Prometheus spells them; and what has no convention yet: cost, and what the provider says is
 * left of its limits. Models without a price go by {@code other}, since callers choose them freely. Thread-safe.
 */
final class GenAiMetrics {
    private static final Duration[] DURATIONS =
            IntStream.range(0, 14).mapToObj(i -> Duration.ofMillis(10L << i)).toArray(Duration[]::new);
    private static final double[] TOKENS =
            DoubleStream.iterate(1, value -> value * 4).limit(14).toArray();

    /** What a 429 says that it is for. */
    private static final List<String> REFUSALS = List.of("rate_limit_exceeded", "insufficient_quota", "other");

    private final MeterRegistry registry;
    private final GenAiOptions options;
    private final Map<String, Double> remaining = new ConcurrentHashMap<>();

    GenAiMetrics(MeterRegistry registry, GenAiOptions options) {
        this.registry = registry;
        this.options = options;
        REFUSALS.forEach(this::refusals);
    }

    GenAiOptions options() {
        return options;
    }

    Usage usage(Completion completion) {
        return Usage.of(completion, options.prices());
    }

    /** An attempt goes out. */
    void sending(ChatRequest request) {
        if (options.countsPromptsWhenSent()) {
            tokens(request.model(), "input", Tokens.of(request));
        }
    }

    /** The first piece of a stream came. */
    void firstChunk(String model, Duration waited) {
        Timer.builder("gen_ai.client.operation.time_to_first_chunk")
                .description("Streams, from the call of the model to their first piece, retries included")
                .tags(common(model))
                .serviceLevelObjectives(DURATIONS)
                .register(registry)
                .record(waited);
    }

    /** The provider answered an attempt with 429, for this reason. */
    void refused(String code) {
        refusals(REFUSALS.contains(code) ? code : "other").increment();
    }

    /** One operation, all its retries included; {@code errorType} is empty if it succeeded. */
    void operation(String model, Duration duration, String errorType) {
        Timer.builder("gen_ai.client.operation.duration")
                .description("Calls of the model, retries included")
                .tags(common(model).and("error.type", errorType))
                .serviceLevelObjectives(DURATIONS)
                .register(registry)
                .record(duration);
    }

    /** What a completion used, once however often it was tried. */
    void used(Usage usage) {
        if (!options.countsPromptsWhenSent()) {
            tokens(usage.model(), "input", usage.inputTokens());
        }
        tokens(usage.model(), "output", usage.outputTokens());
        usage.cost()
                .ifPresent(cost -> Counter.builder("llm.cost")
                        .description("What the model's answers cost, by our price table")
                        .baseUnit("usd")
                        .tag("model", label(usage.model()))
                        .register(registry)
                        .increment(cost.doubleValue()));
    }

    /** Takes the limits that the provider tells with an answer. */
    void limits(Headers headers) {
        for (String kind : new String[] {"requests", "tokens"}) {
            number(headers.get("x-ratelimit-remaining-" + kind)).ifPresent(left -> {
                if (remaining.put(kind, left) == null) {
                    Gauge.builder("llm.provider.ratelimit.remaining." + kind, remaining, map -> map.get(kind))
                            .description("What the provider said is left of its limit of " + kind)
                            .register(registry);
                }
            });
        }
    }

    private Counter refusals(String kind) {
        return Counter.builder("llm.provider.refusals")
                .description("Attempts that the provider answered with 429, by what it is out of")
                .tag("kind", kind)
                .register(registry);
    }

    private void tokens(String model, String type, long count) {
        DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of a call of the model")
                .tags(common(model).and("gen_ai.token.type", type))
                .serviceLevelObjectives(TOKENS)
                .register(registry)
                .record((double) count);
    }

    private Tags common(String model) {
        return Tags.of(
                "gen_ai.operation.name",
                GenAiCall.OPERATION,
                "gen_ai.provider.name",
                GenAiCall.PROVIDER,
                "gen_ai.request.model",
                label(model));
    }

    private String label(String model) {
        return options.prices().knows(model) ? model : "other";
    }

    private static Optional<Double> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
