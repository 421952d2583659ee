package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.firedrill.evidence.EvidenceFile;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps the ledger: knows every request in flight, and writes each settled one exactly once, on a thread of its own so
 * that virtual users don't wait for the disk. Lines are flushed in groups, a few milliseconds behind. Thread-safe.
 */
final class LedgerWriter implements Ledger, Closeable {
    private static final ObjectWriter JSON = EvidenceFile.mapper()
            .writerFor(LedgerFile.Line.class)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE);

    /** So many different answers are enough to look for... */
    private static final int MOST_SAID = 20;

    /** ...among the first hundred, and one in a hundred after them: to put streams together takes its time. */
    private static final int SAMPLE = 100;

    private static final Duration BEAT = Duration.ofMillis(10);

    private final OutputStream out;
    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();
    private final Queue<Exchange> settled = new ConcurrentLinkedQueue<>();
    private final AtomicLong opened = new AtomicLong();
    private final Thread writer = new Thread(this::write, "ledger");
    private volatile boolean closing;
    private volatile boolean drained;
    private long written;
    private final Set<String> said = new HashSet<>();

    LedgerWriter(Path file) throws IOException {
        this.out = new BufferedOutputStream(
                Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 64 * 1024);
        writer.setDaemon(true);
        writer.start();
    }

    @Override
    public boolean begin(Exchange exchange) {
        opened();
        inFlight.add(exchange);
        if (closing) {
            inFlight.remove(exchange);
            return false;
        }
        return true;
    }

    @Override
    public void settle(Exchange exchange) {
        if (exchange.settle()) {
            settled.add(exchange);
            inFlight.remove(exchange);
        }
    }

    /** Some of what was answered, for who looks where it should not be. After the end; not for the ledger. */
    Set<String> said() {
        return Set.copyOf(said);
    }

    /** When traffic began, in nanoseconds since the epoch: at the first call of this, and before any request. */
    long opened() {
        if (opened.get() == 0) {
            opened.compareAndSet(0, EpochClock.nanos());
        }
        return opened.get();
    }

    /** Lets nothing begin any more, waits a little for those in flight, and records the others as unanswered. */
    long finish(Duration grace) throws IOException {
        closing = true;
        long deadline = System.nanoTime() + grace.toNanos();
        try {
            while (!inFlight.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Exchange exchange : inFlight) {
            if (!exchange.isOver()) {
                exchange.failed(EpochClock.nanos(), "no answer before the load was stopped");
            }
            settle(exchange);
        }
        close();
        return written;
    }

    @Override
    public void close() throws IOException {
        closing = true;
        drained = true;
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.close();
    }

    /** Looks every few milliseconds rather than being woken: a wake-up costs the load more than the entry. */
    private void write() {
        try {
            for (boolean last = false; !last; ) {
                last = drained;
                writeSettled();
                Thread.sleep(last ? 0 : BEAT.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LoadFork.die("the ledger cannot be written: " + e);
        }
    }

    private void writeSettled() throws IOException {
        for (Exchange exchange = settled.poll(); exchange != null; exchange = settled.poll()) {
            JSON.writeValue(out, exchange.line(exchange.answer()));
            if (said.size() < MOST_SAID && (written < SAMPLE || written % SAMPLE == 0)) {
                exchange.said().ifPresent(said::add);
            }
            out.write('\n');
            written++;
        }
        out.flush();
    }
}
