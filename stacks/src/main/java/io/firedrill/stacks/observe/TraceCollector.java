package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import okio.ByteString;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Looks up traces by id until each has stopped growing: the same body in three rounds in a row. A trace that is still
 * missing at the deadline is evidence, and no gap; one that could not be asked for is a gap. Confined to one thread.
 */
final class TraceCollector {
    private static final int PARALLEL = 8;
    private static final int ROUNDS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** How one id stands. Confined to the thread of its look-up, one at a time. */
    private static final class Lookup {
        private final String id;
        private Optional<ByteString> body = Optional.empty();
        private Optional<String> failure = Optional.empty();
        private int same;

        Lookup(String id) {
            this.id = id;
        }

        boolean settled() {
            return same >= ROUNDS;
        }
    }

    private final JaegerClient jaeger;
    private final Duration deadline;
    private final Gaps gaps;

    TraceCollector(JaegerClient jaeger, Duration deadline, Gaps gaps) {
        this.jaeger = jaeger;
        this.deadline = deadline;
        this.gaps = gaps;
    }

    TraceEvidence collect(Collection<String> ids, Instant zero) {
        Map<String, Lookup> lookups = new LinkedHashMap<>();
        ids.forEach(id -> lookups.computeIfAbsent(id, Lookup::new));
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL, TraceCollector::thread);
        try {
            awaitSettled(lookups.values(), threads);
        } finally {
            threads.shutdownNow();
        }
        return new TraceEvidence(lookups.size(), traces(lookups.values(), zero), services(), jaeger.source());
    }

    private void awaitSettled(Collection<Lookup> lookups, ExecutorService threads) {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE)
                    .atMost(deadline)
                    .until(() -> round(lookups, threads));
        } catch (ConditionTimeoutException e) {
            long growing = lookups.stream()
                    .filter(lookup -> lookup.body.isPresent() && !lookup.settled() && lookup.failure.isEmpty())
                    .count();
            if (growing > 0) {
                gaps.add(
                        Witness.TRACES,
                        growing + " traces had not been seen unchanged often enough after " + deadline.toMillis()
                                + " ms",
                        jaeger.source());
            }
        }
    }

    /** Asks once for each id that has not settled; true when all have. */
    private boolean round(Collection<Lookup> lookups, ExecutorService threads) throws InterruptedException {
        List<Callable<Boolean>> open = new ArrayList<>();
        for (Lookup lookup : lookups) {
            if (!lookup.settled()) {
                open.add(() -> look(lookup));
            }
        }
        threads.invokeAll(open);
        return lookups.stream().allMatch(Lookup::settled);
    }

    private boolean look(Lookup lookup) {
        try {
            Optional<ByteString> body = jaeger.raw(lookup.id);
            lookup.same = body.isPresent() && sameSize(body, lookup.body) ? lookup.same + 1 : body.isPresent() ? 1 : 0;
            lookup.body = body;
            lookup.failure = Optional.empty();
        } catch (StackException e) {
            lookup.failure = Optional.ofNullable(e.getMessage());
        }
        return lookup.settled();
    }

    /** A span more makes the body longer; its order may differ from one answer to the next. */
    private static boolean sameSize(Optional<ByteString> body, Optional<ByteString> before) {
        return body.map(ByteString::size).equals(before.map(ByteString::size));
    }

    private List<Trace> traces(Collection<Lookup> lookups, Instant zero) {
        List<Trace> traces = new ArrayList<>();
        AtomicInteger failed = new AtomicInteger();
        for (Lookup lookup : lookups) {
            lookup.failure.ifPresent(reason -> failed.incrementAndGet());
            lookup.body
                    .flatMap(body -> gaps.read(
                            Witness.TRACES,
                            jaeger.source(),
                            Optional.<Trace>empty(),
                            () -> jaeger.trace(lookup.id, body, zero)))
                    .ifPresent(traces::add);
        }
        if (failed.get() > 0) {
            String reason = lookups.stream()
                    .flatMap(lookup -> lookup.failure.stream())
                    .findFirst()
                    .orElse("");
            gaps.add(
                    Witness.TRACES,
                    failed + " of " + lookups.size() + " traces could not be read, e.g.: " + reason,
                    jaeger.source());
        }
        return traces;
    }

    private List<String> services() {
        Source source = jaeger.servicesSource();
        return gaps.read(Witness.TRACES, source, List.of(), jaeger::services);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "trace-look-up");
        thread.setDaemon(true);
        return thread;
    }
}
