package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.Response;

/**
 * Calls of the model through Helicone's gateway, each under an id that follows from its trace; and past it for a while after it
 * failed. An attempt that it lost is not made again here: whether to try again is for {@link PatientCalls}.
 *
 * <p>Environment: {@code HELICONE_URL} (none: calls go straight to the provider), {@code HELICONE_API_KEY}, {@code HELICONE_PAUSE}
 * (milliseconds for which calls go past it; 30000), {@code HELICONE_BYPASS} (whether they do; true), {@code HELICONE_TRACE_AS_ID}
 * (whether the trace id itself, in the form of a UUID, is the id; false). Thread-safe.
 */
final class HeliconeRoute implements Route, AutoCloseable {
    /** Every answer that comes from the provider has it; an error of the gateway's own does not. */
    private static final String ID = "Helicone-Id";

    private final Upstream gateway;
    private final Upstream provider;
    private final String authorization;
    private final boolean bypasses;
    private final boolean traceAsId;
    private final Duration pause;
    private final Counter past;
    private final AtomicLong pastUntil = new AtomicLong(System.nanoTime());

    private HeliconeRoute(Environment environment, Upstream provider, MeterRegistry registry) {
        this.gateway = Upstream.ofModel(environment, "helicone", "HELICONE_URL");
        this.provider = provider;
        this.authorization = "Bearer " + environment.text("HELICONE_API_KEY");
        this.bypasses = environment.flag("HELICONE_BYPASS", "true");
        this.traceAsId = environment.flag("HELICONE_TRACE_AS_ID", "false");
        this.pause = environment.milliseconds("HELICONE_PAUSE", Duration.ofSeconds(30));
        this.past = Counter.builder("llm.gateway.bypassed")
                .description("Attempts that went past the LLM gateway, because it failed a moment ago")
                .register(registry);
    }

    /** Empty if there is no gateway. */
    static Optional<HeliconeRoute> of(Environment environment, Upstream provider, MeterRegistry registry) {
        return environment.text("HELICONE_URL", "").isEmpty()
                ? Optional.empty()
                : Optional.of(new HeliconeRoute(environment, provider, registry));
    }

    @Override
    public Response post(byte[] body, Map<String, String> headers) throws IOException {
        if (bypasses && System.nanoTime() - pastUntil.get() < 0) {
            past.increment();
            return provider.post(body, headers);
        }
        try {
            Response response = gateway.post(body, recorded(headers));
            if (response.code() >= 500 && response.header(ID) == null) {
                failed();
            }
            return response;
        } catch (IOException e) {
            failed();
            throw e;
        }
    }

    private void failed() {
        pastUntil.set(System.nanoTime() + pause.toNanos());
    }

    private Map<String, String> recorded(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Helicone-Auth", authorization);
        String trace = Span.current().getSpanContext().getTraceId();
        String tried = headers.getOrDefault(PatientCalls.TRIED, "0");
        all.put("Helicone-Request-Id", traceAsId ? asUuid(trace) : id(trace, tried));
        return all;
    }

    /** A UUID of version 3: Helicone takes no other than one of the versions 1 to 5, and a trace id is seldom that. */
    private static String id(String trace, String tried) {
        return UUID.nameUUIDFromBytes((trace + "/" + tried).getBytes(UTF_8)).toString();
    }

    private static String asUuid(String trace) {
        return trace.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    @Override
    public void close() {
        gateway.close();
    }
}
