package io.firedrill.stacks.pipeline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

/** {@code request_latency_seconds}: each chat completion request once, by the status that its caller saw. Thread-safe. */
final class RequestMetrics {
    /** Close together around the 200 ms that are promised: a quantile is interpolated inside a bucket. */
    private static final Duration[] BUCKETS = LongStream.of(
                    5, 10, 25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 2500, 5000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    /** There from the start: a rate needs two samples, so the first of a status without a series would be lost. */
    private static final List<Integer> USUAL = List.of(200, 400, 401, 429, 500, 502, 503, 504);

    private final MeterRegistry registry;
    private final Map<Integer, Timer> timers = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
        USUAL.forEach(this::timer);
        cut("client");
        cut("upstream");
    }

    void observe(int status, Duration latency) {
        timer(status).record(latency);
    }

    /** A stream ended before its end, after its status was sent: no status can tell that. */
    void streamCutBy(String party) {
        cut(party).increment();
    }

    private Timer timer(int status) {
        return timers.computeIfAbsent(
                status,
                code -> Timer.builder("request.latency")
                        .description("Chat completion requests, by the HTTP status of the answer")
                        .tag("status", Integer.toString(code))
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry));
    }

    private Counter cut(String party) {
        return Counter.builder("request.streams.cut")
                .description("Streams that ended early, by who ended them")
                .tag("by", party)
                .register(registry);
    }
}
