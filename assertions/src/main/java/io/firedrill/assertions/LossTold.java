package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** E04. */
record LossTold(List<String> outages) implements Promise {
    LossTold {
        outages = List.copyOf(outages);
    }

    @Override
    public String id() {
        return "E04-" + Words.id(outages.get(0));
    }

    @Override
    public Check check() {
        return Check.E04;
    }

    @Override
    public String subject() {
        return "errors that are lost";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("each failed request to be reported, or told to be dropped, through "
                + (outages.size() == 1 ? "fault " : "faults ")
                + Words.list(outages.stream().map(name -> "\"" + name + "\"").toList()));
        Optional<Obstacle> obstacle = Gates.first(
                Reported.unread(evidence),
                outages.stream()
                        .flatMap(outage -> Gates.notInjected(evidence, outage).stream())
                        .findFirst(),
                Reported.few(Reported.failed(evidence)));
        return obstacle.map(expected::unclear).orElseGet(() -> judged(evidence, expected));
    }

    private static Verdict judged(Evidence evidence, Expectation expected) {
        List<LedgerEntry> failed = Reported.failed(evidence);
        long told = Reported.told(evidence, failed);
        long lost = failed.size() - told;
        long dropped = evidence.errors().discarded().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        String actual = "%s, %d reported, %d told to be dropped%s"
                .formatted(count(failed.size(), "failed request"), told, dropped, reasons(evidence));
        List<String> pointers = List.of("/errors", "/ledger");
        if (lost == 0) {
            return expected.unclear(actual + ": the outage lost nothing", "let it last while requests fail", pointers);
        }
        return dropped >= lost
                ? expected.kept(actual, pointers)
                : expected.broken(
                        actual + ": of %d nobody knows".formatted(lost - dropped),
                        "let the SDK send client reports, and give it something to send after the outage",
                        pointers);
    }

    private static String reasons(Evidence evidence) {
        Set<String> reasons = evidence.errors().discarded().keySet();
        return reasons.isEmpty()
                ? ""
                : " (" + Words.list(reasons.stream().sorted().toList()) + ")";
    }
}
