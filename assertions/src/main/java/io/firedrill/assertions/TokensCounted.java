package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** L01, by metrics. */
record TokensCounted(String input, String output) implements Promise {
    @Override
    public String id() {
        return Words.id("L01-" + input + "-" + output);
    }

    @Override
    public Check check() {
        return Check.L01;
    }

    @Override
    public String subject() {
        return "counters \"%s\" and \"%s\"".formatted(input, output);
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        LedgerUsage usage = LedgerUsage.of(evidence);
        Map<String, LedgerUsage.Bounds> wanted = Map.of(
                input, usage.bounds(each -> BigDecimal.valueOf(each.input())),
                output, usage.bounds(each -> BigDecimal.valueOf(each.output())));
        Expectation expected = new Expectation("to count the %s and %s that the ledger's answers told"
                .formatted(tokens(wanted, input, "input tokens"), tokens(wanted, output, "output tokens")));
        return Gates.first(
                        LedgerUsage.unknown(evidence),
                        Gates.witness(evidence, Witness.PROMETHEUS),
                        Counters.unread(evidence, input),
                        Counters.unread(evidence, output))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected, wanted));
    }

    private static String tokens(Map<String, LedgerUsage.Bounds> wanted, String counter, String noun) {
        LedgerUsage.Bounds bounds =
                wanted.getOrDefault(counter, new LedgerUsage.Bounds(BigDecimal.ZERO, BigDecimal.ZERO));
        return bounds.exact()
                ? bounds.least().toPlainString() + " " + noun
                : "%s to %s %s"
                        .formatted(bounds.least().toPlainString(), bounds.most().toPlainString(), noun);
    }

    private Verdict judged(Evidence evidence, Expectation expected, Map<String, LedgerUsage.Bounds> wanted) {
        List<String> counted = new ArrayList<>();
        List<String> pointers = new ArrayList<>(List.of("/ledger"));
        boolean right = true;
        for (String counter : List.of(input, output)) {
            CounterReading reading = Counters.named(evidence, counter).orElseThrow();
            LedgerUsage.Bounds bounds =
                    wanted.getOrDefault(counter, new LedgerUsage.Bounds(BigDecimal.ZERO, BigDecimal.ZERO));
            BigDecimal increase = BigDecimal.valueOf(reading.increase());
            boolean within = increase.compareTo(bounds.least()) >= 0 && increase.compareTo(bounds.most()) <= 0;
            right &= within;
            counted.add(Words.number(reading.increase()) + " by \"" + counter + "\""
                    + (within ? "" : off(increase, bounds)));
            pointers.add(Counters.pointer(evidence, reading));
        }
        String actual = "counted " + Words.list(counted);
        return right ? expected.kept(actual, pointers) : expected.broken(actual, "", pointers);
    }

    private static String off(BigDecimal increase, LedgerUsage.Bounds bounds) {
        boolean few = increase.compareTo(bounds.least()) < 0;
        BigDecimal by = few ? bounds.least().subtract(increase) : increase.subtract(bounds.most());
        return " (%s too %s)".formatted(Words.number(by.doubleValue()), few ? "few" : "many");
    }
}
