package io.firedrill.assertions;

import static io.firedrill.assertions.Words.percent;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** T08. */
record TracesBlame(String fault, double share) implements Promise {
    TracesBlame {
        Shares.check(share);
    }

    @Override
    public String id() {
        return Words.id("T08-" + fault);
    }

    @Override
    public Check check() {
        return Check.T08;
    }

    @Override
    public String subject() {
        return "traces of requests that fault \"" + fault + "\" made slow";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to blame %s for the time lost, at least %s of them"
                .formatted(
                        Faults.named(evidence, fault).map(FaultRecord::target).orElse("the slow hop"), percent(share)));
        return Gates.first(Gates.fault(evidence, fault), TraceGates.found(evidence), undelayed(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private Optional<Obstacle> undelayed(Evidence evidence) {
        return Faults.named(evidence, fault)
                .filter(applied -> applied.delay().isEmpty())
                .map(applied ->
                        new Obstacle("the fault delays nothing", "", List.of(Faults.pointer(evidence, applied))));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        FaultRecord applied = Faults.named(evidence, fault).orElseThrow();
        List<LedgerEntry> before = Faults.before(evidence, applied);
        Duration slow =
                FaultEffect.median(before).plus(applied.delay().orElseThrow().dividedBy(2));
        List<TraceTree> usual = judgeable(evidence, before, applied);
        List<TraceTree> trees = judgeable(
                evidence,
                Faults.during(evidence, applied).stream()
                        .filter(entry -> !entry.failed() && entry.latency().compareTo(slow) >= 0)
                        .toList(),
                applied);
        Optional<Obstacle> few = Gates.first(
                TraceGates.enough(usual.size(), "requests before the fault"),
                TraceGates.enough(trees.size(), "slow requests that reach the caller"));
        Usual means = Usual.of(usual);
        return few.or(() -> means.lacks(applied.target()))
                .map(expected::unclear)
                .orElseGet(() -> blamed(expected, applied.target(), trees, means));
    }

    /** Traces in which the hop could be seen at all. */
    private static List<TraceTree> judgeable(Evidence evidence, List<LedgerEntry> entries, FaultRecord applied) {
        ErrorChain hop = ErrorChain.to(applied.target());
        return TracedRequest.trees(evidence, entries).stream()
                .filter(tree ->
                        tree.entry().isPresent() && tree.names(hop.caller().orElse(hop.callee())))
                .toList();
    }

    private Verdict blamed(Expectation expected, String target, List<TraceTree> trees, Usual usual) {
        Tally others = new Tally();
        for (TraceTree tree : trees) {
            String hop = usual.slowest(CriticalPath.selfTimes(tree));
            if (!hop.equals(target)) {
                others.add(hop, tree.pointer());
            }
        }
        int right = trees.size() - others.total();
        String actual = "%d of %d blame it (%s)".formatted(right, trees.size(), percent((double) right / trees.size()));
        return Shares.atLeast(right, trees.size(), share)
                ? expected.kept(actual, List.of("/traces/traces"))
                : expected.broken(
                        actual + ": "
                                + others.most()
                                        .map(hop -> others.count(hop) + " blame " + hop)
                                        .orElse(""),
                        "",
                        others.example());
    }

    /** The mean time of each hop before the fault. */
    private record Usual(Map<String, Duration> means) {
        static Usual of(List<TraceTree> trees) {
            Map<String, Duration> means = new HashMap<>();
            if (trees.isEmpty()) {
                return new Usual(means);
            }
            trees.forEach(tree ->
                    CriticalPath.selfTimes(tree).forEach((hop, time) -> means.merge(hop, time, Duration::plus)));
            means.replaceAll((hop, sum) -> sum.dividedBy(trees.size()));
            return new Usual(means);
        }

        /** A hop that no trace ever shows cannot be blamed by one: a span is lost, or a service goes by another name. */
        Optional<Obstacle> lacks(String hop) {
            return means.containsKey(hop)
                    ? Optional.empty()
                    : Optional.of(new Obstacle(
                            "no trace before the fault shows the hop %s at all (see T01 and T05)".formatted(hop),
                            "they show " + Words.list(new TreeSet<>(means.keySet())),
                            List.of("/traces/traces")));
        }

        /** The hop with the most time beyond its mean. */
        String slowest(Map<String, Duration> times) {
            return times.keySet().stream()
                    .max(Comparator.comparing((String hop) -> extra(times, hop)).thenComparing(hop -> hop))
                    .orElse("nothing");
        }

        private Duration extra(Map<String, Duration> times, String hop) {
            return times.getOrDefault(hop, Duration.ZERO).minus(means.getOrDefault(hop, Duration.ZERO));
        }
    }
}
