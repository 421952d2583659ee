package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceEvidence;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How fast a real Jaeger's traces become verified evidence, against the rate at which the same answers can merely be
 * downloaded, in one run on one machine; and how much memory that takes.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TraceReadingIT {
    private static final int SPANS_A_TRACE = 10;
    private static final int LARGEST = 100_000;
    private static final int PARALLEL = 8;

    private final Instant zero = Instant.now();
    private final RealJaeger jaeger = RealJaeger.start();
    private final JaegerClient client = new JaegerClient(jaeger.query());

    @BeforeAll
    void fill() {
        int traces = LARGEST / SPANS_A_TRACE;
        int batch = 100;
        for (int from = 0; from < traces; from += batch) {
            List<Sent> spans = new ArrayList<>();
            IntStream.range(from, from + batch).forEach(trace -> spans.addAll(spans(trace)));
            jaeger.store(spans);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.trace(id(traces - 1), zero),
                        found -> found.filter(trace -> trace.spans().size() == SPANS_A_TRACE)
                                .isPresent());
        measure(1_000);
    }

    @AfterAll
    void end() {
        jaeger.close();
    }

    private static String id(int trace) {
        return "7%031x".formatted(trace);
    }

    /** A chain through two services; every third request fails. */
    private List<Sent> spans(int trace) {
        return IntStream.range(0, SPANS_A_TRACE)
                .mapToObj(span -> new Sent(
                        id(trace),
                        "%016x".formatted(span + 1),
                        span == 0 ? Optional.empty() : Optional.of("%016x".formatted(span)),
                        span < 5 ? "gateway" : "inference",
                        "POST /v1/chat/completions",
                        span % 2 == 0 ? 2 : 3,
                        zero.plusMillis(trace),
                        Duration.ofMillis(20L - span),
                        trace % 3 == 0))
                .toList();
    }

    private static List<String> ids(int spans) {
        return IntStream.range(0, spans / SPANS_A_TRACE)
                .mapToObj(TraceReadingIT::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, LARGEST})
    void verification_keeps_up_with_the_download_in_flat_memory(int spans) {
        double ratio = measure(spans);
        long live = liveMegabytes(spans);

        System.out.printf(Locale.ROOT, "%,d spans: ratio %.2f, %d MB live at most%n", spans, ratio, live);
        assertThat(ratio).isGreaterThan(0.5);
        assertThat(live).isLessThan(64);
    }

    /** Rate of fetch and verify over rate of download; the two take turns, and the best of each counts. */
    private double measure(int spans) {
        List<String> ids = ids(spans);
        long download = Long.MAX_VALUE;
        long verification = Long.MAX_VALUE;
        for (int i = 0; i < (spans == LARGEST ? 2 : 5); i++) {
            download = Math.min(download, nanos(() -> download(ids)));
            verification = Math.min(verification, nanos(() -> verify(ids)));
        }
        System.out.printf(
                Locale.ROOT,
                "%,d spans: %,.0f spans/s verified, %,.0f spans/s downloaded%n",
                spans,
                spans * 1e9 / verification,
                spans * 1e9 / download);
        return (double) download / verification;
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private void download(List<String> ids) {
        HttpJson http = new HttpJson("jaeger", jaeger.query());
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        try {
            AtomicLong bytes = new AtomicLong();
            List<Callable<Long>> requests = new ArrayList<>();
            for (String id : ids) {
                requests.add(() -> bytes.addAndGet(http.ask("/api/v3/traces/" + id, "rawTraces", "true")
                        .body()
                        .size()));
            }
            threads.invokeAll(requests);
            assertThat(bytes).hasPositiveValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void verify(List<String> ids) {
        Gaps gaps = new Gaps();
        TraceEvidence evidence =
                new TraceCollector(client, Duration.ofMinutes(2), 1, UnaryOperator.identity(), gaps).collect(ids, zero);
        assertThat(gaps.list()).isEmpty();
        assertThat(evidence.traces()).hasSize(ids.size());
        for (Trace trace : evidence.traces()) {
            Set<String> there = trace.spans().stream().map(Span::spanId).collect(Collectors.toSet());
            long roots = trace.spans().stream()
                    .filter(span -> span.parentId().isEmpty())
                    .count();
            boolean orphans = trace.spans().stream()
                    .anyMatch(
                            span -> !there.containsAll(span.parentId().stream().toList()));
            if (there.size() != SPANS_A_TRACE || roots != 1 || orphans) {
                throw new AssertionError("not whole: " + trace);
            }
        }
    }

    /** The most that was still needed whenever it was looked at, beyond what was there before. */
    private long liveMegabytes(int spans) {
        List<String> ids = ids(spans);
        long before = live();
        AtomicLong most = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!over.get()) {
                most.accumulateAndGet(live(), Math::max);
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        });
        watch.start();
        verify(ids);
        over.set(true);
        try {
            watch.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return Math.max(0, most.get() - before) >> 20;
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
