package io.firedrill.assertions;

import static io.firedrill.assertions.Words.count;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** E01. */
record FailuresReported(String fault, String release, String environment) implements Promise {
    @Override
    public String id() {
        return "E01-" + Words.id(fault);
    }

    @Override
    public Check check() {
        return Check.E01;
    }

    @Override
    public String subject() {
        return "errors of fault \"" + fault + "\"";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("each failed request to be reported with its trace, release %s and environment %s"
                        .formatted(release, environment));
        Optional<Obstacle> obstacle = Gates.first(Reported.unread(evidence), Gates.fault(evidence, fault))
                .or(() -> Reported.few(failed(evidence)));
        return obstacle.map(expected::unclear).orElseGet(() -> judged(evidence, expected));
    }

    private List<LedgerEntry> failed(Evidence evidence) {
        return Faults.named(evidence, fault)
                .map(applied -> Reported.failed(evidence, applied))
                .orElse(List.of());
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<LedgerEntry> failed = failed(evidence);
        List<ErrorEvent> reported = Reported.of(evidence, failed);
        long told = Reported.told(evidence, failed);
        List<String> wrong = new ArrayList<>();
        if (told < failed.size()) {
            wrong.add("%d of %s %s reported with its trace"
                    .formatted(told, count(failed.size(), "failed request"), told == 1 ? "was" : "were"));
        }
        otherwise(evidence).ifPresent(wrong::add);
        return wrong.isEmpty()
                ? expected.kept(
                        count(failed.size(), "failed request") + " and " + count(reported.size(), "report")
                                + " of them",
                        List.of("/errors/events"))
                : expected.broken(String.join("; ", wrong), hint(evidence, told), List.of("/errors/events", "/ledger"));
    }

    private Optional<String> otherwise(Evidence evidence) {
        List<ErrorEvent> others = evidence.errors().events().stream()
                .filter(event -> !event.release().equals(Optional.of(release))
                        || !event.environment().equals(Optional.of(environment)))
                .toList();
        return others.stream()
                .findFirst()
                .map(event -> "%d of %s %s release %s and environment %s"
                        .formatted(
                                others.size(),
                                count(evidence.errors().events().size(), "report"),
                                others.size() == 1 ? "has" : "have",
                                event.release().orElse("none"),
                                event.environment().orElse("none")));
    }

    private static String hint(Evidence evidence, long told) {
        long all = evidence.errors().events().size();
        return told == 0 && all > 0
                ? "%s there, without the trace of a request"
                        .formatted(count(all, "report") + (all == 1 ? " is" : " are"))
                : "";
    }
}
