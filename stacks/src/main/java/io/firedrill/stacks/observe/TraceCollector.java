package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.trace.Trace;
import io.firedrill.evidence.trace.TraceEvidence;
import io.firedrill.evidence.trace.TraceSpool;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Looks up traces by id until each has stopped growing: the same size in three rounds in a row. Each is read once, as soon
 * as it has settled, and spooled; between rounds only its size is kept. A trace that is still missing at the deadline is
 * evidence, and no gap; one that could not be asked for, could not be read, or is partial by the backend's own word is a
 * gap. Confined to one thread.
 */
final class TraceCollector {
    private static final int PARALLEL = 8;
    private static final int ROUNDS = 3;
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** How one id stands. Written by the thread of its look-up, one at a time. */
    private static final class Lookup {
        private final String id;
        private long size = -1;
        private int same;
        private OptionalInt position = OptionalInt.empty();
        private Optional<String> failure = Optional.empty();
        private Optional<String> partial = Optional.empty();

        Lookup(String id) {
            this.id = id;
        }

        boolean isSettled() {
            return position.isPresent();
        }

        boolean isGrowing() {
            return size >= 0 && !isSettled() && failure.isEmpty();
        }
    }

    private final TraceBackend backend;
    private final Duration deadline;
    private final int rounds;
    private final UnaryOperator<Trace> kept;
    private final Gaps gaps;
    private final TraceSpool spool = new TraceSpool();

    /** Of each trace is kept what {@code kept} makes of it; that is asked on several threads. */
    TraceCollector(TraceBackend backend, Duration deadline, UnaryOperator<Trace> kept, Gaps gaps) {
        this(backend, deadline, ROUNDS, kept, gaps);
    }

    /** With so many rounds of the same size, for what is known to have settled. */
    TraceCollector(TraceBackend backend, Duration deadline, int rounds, UnaryOperator<Trace> kept, Gaps gaps) {
        this.backend = backend;
        this.deadline = deadline;
        this.rounds = rounds;
        this.kept = kept;
        this.gaps = gaps;
    }

    TraceEvidence collect(Collection<String> ids, Instant zero) {
        List<Lookup> lookups = ids.stream().distinct().map(Lookup::new).toList();
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL, TraceCollector::thread);
        try {
            awaitSettled(lookups, zero, threads);
            List<Lookup> growing = lookups.stream().filter(Lookup::isGrowing).toList();
            if (!growing.isEmpty()) {
                tell(growing.size() + " traces had not been seen unchanged often enough after " + deadline.toMillis()
                        + " ms");
                round(growing, zero, 1, threads);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("looking up traces was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
        tell(lookups);
        List<Integer> found = lookups.stream()
                .flatMap(lookup -> lookup.position.stream().boxed())
                .toList();
        return new TraceEvidence(lookups.size(), spool.list(found), services(), backend.source(), backend.lost());
    }

    private void awaitSettled(List<Lookup> lookups, Instant zero, ExecutorService threads) {
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(PAUSE)
                    .atMost(deadline)
                    .until(() -> {
                        round(lookups, zero, rounds, threads);
                        return lookups.stream().allMatch(Lookup::isSettled);
                    });
        } catch (ConditionTimeoutException e) {
            // What has not settled by now is told afterwards, each kind of it.
        }
    }

    /** Asks once for each id that has not settled. */
    private void round(List<Lookup> lookups, Instant zero, int enough, ExecutorService threads)
            throws InterruptedException {
        List<Lookup> open =
                lookups.stream().filter(lookup -> !lookup.isSettled()).toList();
        List<Callable<Void>> requests = new ArrayList<>();
        for (int from = 0; from < open.size(); from += backend.batch()) {
            List<Lookup> batch = open.subList(from, Math.min(open.size(), from + backend.batch()));
            requests.add(() -> {
                look(batch, zero, enough);
                return null;
            });
        }
        for (Future<Void> request : threads.invokeAll(requests)) {
            rethrow(request);
        }
    }

    private void look(List<Lookup> batch, Instant zero, int enough) {
        try {
            Map<String, StoredTrace> found =
                    backend.find(batch.stream().map(lookup -> lookup.id).toList());
            batch.forEach(lookup -> seen(lookup, Optional.ofNullable(found.get(lookup.id)), zero, enough));
        } catch (StackException e) {
            batch.forEach(lookup -> lookup.failure = Optional.of(Gaps.said(e)));
        }
    }

    /** A span more makes a trace larger; the order of its spans may differ from one answer to the next. */
    private void seen(Lookup lookup, Optional<StoredTrace> found, Instant zero, int enough) {
        long size = found.map(StoredTrace::size).orElse(-1L);
        lookup.same = size >= 0 && size == lookup.size ? lookup.same + 1 : 1;
        lookup.size = size;
        lookup.failure = Optional.empty();
        if (found.isPresent() && lookup.same >= enough) {
            settle(lookup, found.get(), zero);
        }
    }

    private void settle(Lookup lookup, StoredTrace stored, Instant zero) {
        try {
            lookup.position =
                    OptionalInt.of(spool.add(kept.apply(stored.reader().apply(zero))));
            lookup.partial = stored.partial();
        } catch (RuntimeException e) {
            lookup.failure = Optional.of(Gaps.said(e));
        }
    }

    private void tell(List<Lookup> lookups) {
        tell(lookups, lookups.stream().flatMap(lookup -> lookup.failure.stream()), "could not be read");
        tell(lookups, lookups.stream().flatMap(lookup -> lookup.partial.stream()), "are not whole");
    }

    private void tell(List<Lookup> lookups, Stream<String> reasons, String what) {
        List<String> all = reasons.toList();
        if (!all.isEmpty()) {
            String example = all.get(0).lines().findFirst().orElse("");
            tell(all.size() + " of " + lookups.size() + " traces " + what + ", e.g.: " + example);
        }
    }

    private void tell(String reason) {
        gaps.add(Witness.TRACES, reason, backend.source());
    }

    private List<String> services() {
        return gaps.read(Witness.TRACES, backend.servicesSource(), List.of(), backend::services);
    }

    private static void rethrow(Future<Void> request) throws InterruptedException {
        try {
            request.get();
        } catch (ExecutionException e) {
            throw new StackException("looking up traces failed: " + e.getCause(), e);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "trace-look-up");
        thread.setDaemon(true);
        return thread;
    }
}
