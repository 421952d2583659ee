package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.TargetHealth;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a fault did what it was meant to: to the requests, from the ledger alone; on a link of Prometheus, to its
 * scrapes; on a receiver, to its notifications. A fault that delays bit when the median latency rose by at least half of
 * its delay; one that makes requests fail, when at least half of those that it meets failed and at most one in twenty of
 * as many had before; one that has requests refused, likewise by their 429s. That a command broke something is the word of who
 * wrote it, once it has ended well. Immutable.
 *
 * @param bit false also when it cannot be known
 * @param text the figures, or why there are none
 */
public record FaultEffect(boolean bit, String text) {
    /** Fewer requests than this on either side say nothing. */
    static final int ENOUGH = 10;

    private static final String SCRAPE = "prometheus->";
    private static final String EXPORT = "->collector";

    /** The way of spans that do not pass the Collector. */
    private static final String STRAIGHT = "services->zipkin";

    private static final String COMMAND = "command";
    private static final Set<String> REFUSING = Set.of("rate-limit", "quota");
    private static final Set<String> FAILING = Set.of("status", "refuse", "kill", "restart", "reset", "hang");

    /**
     * Judges a fault.
     *
     * @param evidence what was seen
     * @param fault one of its faults
     * @return whether it bit
     */
    public static FaultEffect of(Evidence evidence, FaultRecord fault) {
        if (isCommand(fault)) {
            return new FaultEffect(true, "its command ended well, and nobody here sees what that did");
        }
        if (fault.target().startsWith(SCRAPE)) {
            return scraping(evidence, fault.target().substring(SCRAPE.length()));
        }
        if (fault.target().endsWith(EXPORT)) {
            return exporting(evidence, fault, SpanCounts.ACCEPTED, "the Collector accepted");
        }
        if (fault.target().equals(STRAIGHT)) {
            return exporting(evidence, fault, SpanCounts.RECEIVED, "Zipkin received");
        }
        Optional<Outage> outage = Outage.of(fault);
        if (outage.isPresent()) {
            return receiving(evidence, outage.get());
        }
        return requesting(evidence, fault);
    }

    private static FaultEffect requesting(Evidence evidence, FaultRecord fault) {
        List<LedgerEntry> before = Faults.before(evidence, fault);
        List<LedgerEntry> during = Faults.during(evidence, fault);
        if (before.size() < ENOUGH || during.size() < ENOUGH) {
            return new FaultEffect(
                    false,
                    "too few requests to tell, %d before it and %d during it (at least %d each are needed)"
                            .formatted(before.size(), during.size(), ENOUGH));
        }
        if (fault.delay().isPresent()) {
            return delaying(before, during, fault.delay().get());
        }
        if (REFUSING.contains(fault.kind())) {
            return refusing(before, during, fault.share());
        }
        return FAILING.contains(fault.kind())
                ? failing(before, during, fault.share())
                : new FaultEffect(false, "the ledger cannot show a fault of kind " + fault.kind());
    }

    /** Whether nothing but its user's word says that it broke something. */
    static boolean isCommand(FaultRecord fault) {
        return fault.kind().equals(COMMAND);
    }

    /** Requests are none of its business: whether it bit is to be seen from the scrapes. */
    private static FaultEffect scraping(Evidence evidence, String callee) {
        List<TargetHealth> targets = evidence.targets().stream()
                .filter(target -> isScrapedFrom(target, callee))
                .toList();
        int samples = targets.stream().mapToInt(TargetHealth::samples).sum();
        int failed = targets.stream().mapToInt(TargetHealth::failed).sum();
        return new FaultEffect(failed > 0, "%d of %d scrapes of %s failed".formatted(failed, samples, callee));
    }

    /** What was under way when it began still arrives, so its second half is looked at. */
    private static FaultEffect exporting(Evidence evidence, FaultRecord fault, String count, String who) {
        SpanFlow arrived = new SpanFlow(evidence, count);
        Duration half = fault.appliedAt().plus(fault.revertedAt()).dividedBy(2);
        long before = Math.round(arrived.between(Duration.ZERO, fault.appliedAt()));
        long during = Math.round(arrived.between(half, fault.revertedAt()));
        return arrived.isCounted()
                ? new FaultEffect(
                        before > 0 && during == 0,
                        "%s %s before it and %d in its second half".formatted(who, Words.count(before, "span"), during))
                : new FaultEffect(false, "nobody counts what " + who);
    }

    /** What an inbox turned away, it wrote down. */
    private static FaultEffect receiving(Evidence evidence, Outage outage) {
        if (outage.isRefusal()) {
            long failed = FailedSends.in(evidence)
                    .map(sends -> sends.during(outage.window()))
                    .orElse(0L);
            return new FaultEffect(failed > 0, Words.count(failed, "attempt") + " of Alertmanager failed");
        }
        long away = evidence.notifications().stream()
                .filter(notification -> outage.covers(Way.of(notification))
                        && !notification.accepted()
                        && outage.window().covers(notification.at()))
                .count();
        return new FaultEffect(
                away > 0, "%s to %s turned away".formatted(Words.count(away, "notification"), outage.whom()));
    }

    /** Instances behind one exporter have names of their own; their job is then called like the service. */
    private static boolean isScrapedFrom(TargetHealth target, String callee) {
        return target.job().equals(callee)
                || target.instance().replaceAll(":[0-9]+$", "").equals(callee);
    }

    private static FaultEffect delaying(List<LedgerEntry> before, List<LedgerEntry> during, Duration delay) {
        Duration usual = median(before);
        Duration slow = median(during);
        boolean bit = slow.minus(usual).multipliedBy(2).compareTo(delay) >= 0;
        String text = "the median latency went from %s to %s".formatted(Words.length(usual), Words.length(slow));
        return new FaultEffect(bit, text + " under a delay of " + Words.length(delay));
    }

    private static FaultEffect failing(List<LedgerEntry> before, List<LedgerEntry> during, double share) {
        double usual = failed(before);
        double now = failed(during);
        return new FaultEffect(
                now >= 0.5 * share && usual <= 0.05 * share,
                "%s of requests failed, and %s before".formatted(Words.percent(now), Words.percent(usual)));
    }

    private static FaultEffect refusing(List<LedgerEntry> before, List<LedgerEntry> during, double share) {
        double usual = refused(before);
        double now = refused(during);
        return new FaultEffect(
                now >= 0.5 * share && usual <= 0.05 * share,
                "%s of requests were answered with 429, and %s before"
                        .formatted(Words.percent(now), Words.percent(usual)));
    }

    private static double refused(List<LedgerEntry> entries) {
        return (double) entries.stream()
                        .filter(entry ->
                                entry.status().filter(code -> code == 429).isPresent())
                        .count()
                / entries.size();
    }

    private static double failed(List<LedgerEntry> entries) {
        return (double) entries.stream().filter(LedgerEntry::failed).count() / entries.size();
    }

    static Duration median(List<LedgerEntry> entries) {
        List<Duration> sorted =
                entries.stream().map(LedgerEntry::latency).sorted().toList();
        return sorted.get((sorted.size() - 1) / 2);
    }
}
