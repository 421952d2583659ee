package io.firedrill.reports.drawing;

import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The ledger in at most 200 bins of equal length, by when each request was sent; fewer if they would hold less than
 * eight requests on average.
 *
 * @param bin the length of a bin
 * @param bins one after the other, from clock zero
 */
record Load(Duration bin, List<Bin> bins) {
    private static final int MOST = 200;
    private static final int FEWEST = 20;

    /** @param p99 the latency that 99 % of the bin's requests stayed within; empty when there were none */
    record Bin(int fine, int failed, Optional<Duration> p99) {
        int all() {
            return fine + failed;
        }
    }

    static Load of(List<LedgerEntry> ledger, TimeAxis axis) {
        Duration bin = axis.step(Math.min(MOST, Math.max(FEWEST, ledger.size() / 8)));
        int count = Math.toIntExact(axis.end().toNanos() / bin.toNanos() + 1);
        List<List<LedgerEntry>> sorted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sorted.add(new ArrayList<>());
        }
        for (LedgerEntry entry : ledger) {
            long index = Math.max(0, entry.start().toNanos()) / bin.toNanos();
            sorted.get((int) Math.min(index, count - 1)).add(entry);
        }
        return new Load(bin, sorted.stream().map(Load::bin).toList());
    }

    private static Bin bin(List<LedgerEntry> entries) {
        int failed = (int) entries.stream().filter(LedgerEntry::failed).count();
        return new Bin(entries.size() - failed, failed, p99(entries));
    }

    private static Optional<Duration> p99(List<LedgerEntry> entries) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        List<Duration> latencies =
                new ArrayList<>(entries.stream().map(LedgerEntry::latency).toList());
        Collections.sort(latencies);
        return Optional.of(latencies.get((int) Math.ceil(latencies.size() * 0.99) - 1));
    }

    Duration from(int index) {
        return bin.multipliedBy(index);
    }

    double perSecond(int count) {
        return count / (bin.toNanos() / 1e9);
    }

    int peak() {
        return bins.stream().mapToInt(Bin::all).max().orElse(0);
    }

    Duration slowest() {
        return bins.stream()
                .flatMap(bin -> bin.p99().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    Duration quickest() {
        return bins.stream()
                .flatMap(bin -> bin.p99().stream())
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
