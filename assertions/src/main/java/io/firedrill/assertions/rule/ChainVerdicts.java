package io.firedrill.assertions.rule;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Delivery;
import io.firedrill.evidence.rule.ChainTrial.Failure;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** R07 to R10, each for one alerting rule that was tried in a live chain. */
final class ChainVerdicts {
    private static final String ENDS = "to have its end told to whoever was told of it";
    private static final String READS = "to read well where it arrives";
    private static final String FREE = "not to be inhibited whenever it fires";

    /** Of more than this in one message, the message is ours, and not the team's. */
    private static final int FEW = 10;

    private final ChainTrial trial;
    private final List<String> pointers;

    private ChainVerdicts(ChainTrial trial, List<String> pointers) {
        this.trial = trial;
        this.pointers = pointers;
    }

    static List<Judgement> judge(RuleDrill drill, int index) {
        return drill.chain()
                .map(trial -> new ChainVerdicts(trial, List.of("/rules/" + index + "/chain")).judge(drill))
                .orElse(List.of());
    }

    static List<Judgement> replayed(String alert, String test, ChainTrial trial, int index) {
        ChainVerdicts verdicts = new ChainVerdicts(trial, List.of("/tests/replays/" + index));
        String subject = "alert " + alert + " of " + test;
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(new Judgement(
                Check.R07 + "-replay-" + index + "-" + alert, Check.R07, subject, verdicts.delivered(false)));
        if (!trial.deliveries().isEmpty()) {
            judgements.add(
                    new Judgement(Check.R09 + "-replay-" + index + "-" + alert, Check.R09, subject, verdicts.reads()));
        }
        return judgements;
    }

    private List<Judgement> judge(RuleDrill drill) {
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(judgement(drill, Check.R07, delivered(drill.alwaysOn())));
        if (!trial.deliveries().isEmpty()) {
            if (!drill.alwaysOn()) {
                judgements.add(judgement(drill, Check.R08, ended()));
            }
            judgements.add(judgement(drill, Check.R09, reads()));
        }
        if (trial.known()) {
            judgements.add(judgement(drill, Check.R10, free()));
        }
        return judgements;
    }

    private static Judgement judgement(RuleDrill drill, Check check, Verdict verdict) {
        return new Judgement(check + "-" + drill.name() + "-" + drill.line(), check, "alert " + drill.name(), verdict);
    }

    private Verdict delivered(boolean alwaysOn) {
        String expected = trial.awaited().isEmpty()
                ? "to be delivered by Alertmanager"
                : "to be delivered by Alertmanager to " + list(trial.awaited());
        if (!trial.reason().isEmpty()) {
            return unclear(expected, "it was not tried: " + trial.reason());
        }
        if (trial.early() && !alwaysOn) {
            return unclear(expected, "it fired in the live Prometheus before its condition was met");
        }
        if (!trial.fired()) {
            return unclear(
                    expected,
                    "it did not fire in the live Prometheus, whose time goes %s times as fast".formatted(factor()));
        }
        if (trial.always().isPresent()) {
            return unclear(expected, "it is inhibited by " + String.join(", ", trial.inhibitedBy()) + " (see R10)");
        }
        Set<Recipient> told =
                trial.deliveries().stream().map(Delivery::recipient).collect(Collectors.toSet());
        List<Recipient> deaf =
                trial.awaited().stream().filter(each -> !told.contains(each)).toList();
        if (deaf.isEmpty() && !told.isEmpty()) {
            return new Verdict.Kept(expected, "it was, " + times(), inhibition(), pointers);
        }
        return undelivered(expected, deaf);
    }

    private Verdict undelivered(String expected, List<Recipient> deaf) {
        if (!trial.known()) {
            return unclear(expected, "it fired, but Alertmanager was not seen to have it");
        }
        if (!trial.mutedBy().isEmpty()) {
            return unclear(expected, "it is muted by " + String.join(", ", trial.mutedBy()));
        }
        if (!trial.inhibitedBy().isEmpty()) {
            return unclear(expected, "it was inhibited by " + String.join(", ", trial.inhibitedBy()) + " (see R10)");
        }
        return failure(deaf)
                .<Verdict>map(why -> new Verdict.Broken(
                        expected,
                        why.recipient() + " was not told, though it fired and Alertmanager had it: " + why.reason(),
                        "try its templates with amtool template render",
                        pointers))
                .orElseGet(() -> unclear(
                        expected,
                        (deaf.isEmpty() ? "nobody" : list(deaf))
                                + " was not told while it was watched, and nobody counts a failure"));
    }

    private Optional<Failure> failure(List<Recipient> deaf) {
        return trial.failures().stream()
                .filter(each -> deaf.contains(each.recipient()))
                .findFirst();
    }

    private Verdict ended() {
        List<Delivery> telling =
                trial.deliveries().stream().filter(Delivery::tellsEnd).toList();
        if (telling.isEmpty()) {
            return new Verdict.Broken(
                    ENDS,
                    "nobody who is told of it is told of its end",
                    "set send_resolved: true for "
                            + list(trial.deliveries().stream()
                                    .map(Delivery::recipient)
                                    .toList()),
                    pointers);
        }
        List<Recipient> deaf = telling.stream()
                .filter(each -> each.end().isEmpty())
                .map(Delivery::recipient)
                .toList();
        if (deaf.isEmpty()) {
            return new Verdict.Kept(ENDS, "it was told to " + list(recipients(telling)), "", pointers);
        }
        if (!trial.ended()) {
            return unclear(ENDS, "it was not over in the live Prometheus while it was watched");
        }
        String told = "it was over, and " + list(deaf) + " was not told";
        return failure(deaf)
                .<Verdict>map(why -> new Verdict.Broken(ENDS, told + ": " + why.reason(), "", pointers))
                .orElseGet(() -> unclear(ENDS, told + " while it was watched"));
    }

    private Verdict reads() {
        Optional<String> left = trial.deliveries().stream()
                .flatMap(each -> each.unexpanded().stream())
                .findFirst();
        if (left.isPresent()) {
            return left.get().contains(RuleVerdicts.NO_SERIES)
                    ? unclear(READS, "a template asks for series that were not made up")
                    : new Verdict.Broken(
                            READS,
                            "one text says \"" + left.get() + "\"",
                            "correct the template in the rule or in Alertmanager's configuration",
                            pointers);
        }
        Optional<Delivery> refused = trial.deliveries().stream()
                .filter(each -> !each.problems().isEmpty())
                .findFirst();
        if (refused.isEmpty()) {
            return new Verdict.Kept(READS, "it does", "", pointers);
        }
        String problem =
                refused.get().recipient() + ": " + refused.get().problems().get(0);
        return refused.get().together() > FEW
                ? unclear(
                        READS,
                        problem + ", where " + refused.get().together()
                                + " alerts that fired together were told as one")
                : new Verdict.Broken(READS, problem, "", pointers);
    }

    private Verdict free() {
        if (trial.inhibitedBy().isEmpty()) {
            return new Verdict.Kept(FREE, "nothing that fired beside it inhibits it", "", pointers);
        }
        String by = String.join(", ", trial.inhibitedBy());
        if (trial.always().isPresent()) {
            return new Verdict.Broken(
                    FREE,
                    "it is always inhibited by " + by + ": " + trial.always().get(),
                    "turn source and target of the inhibit rule round, or narrow them",
                    pointers);
        }
        return trial.deliveries().isEmpty()
                ? unclear(FREE, by + " inhibited it, and it was not told without")
                : new Verdict.Kept(FREE, "it was told where it fired without " + by, "", pointers);
    }

    private String inhibition() {
        return trial.inhibitedBy().isEmpty()
                ? ""
                : "where " + String.join(", ", trial.inhibitedBy()) + " fires as well, it is inhibited";
    }

    private String times() {
        Duration slowest = trial.deliveries().stream()
                .map(Delivery::after)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return String.format(
                Locale.ROOT,
                "%.1f s after it fired, with time %s times as fast",
                slowest.toMillis() / 1000.0,
                factor());
    }

    private String factor() {
        return String.format(Locale.ROOT, "%.0f", trial.factor());
    }

    private Verdict unclear(String expected, String actual) {
        return new Verdict.Inconclusive(expected, actual, "", pointers);
    }

    private static List<Recipient> recipients(List<Delivery> deliveries) {
        return deliveries.stream().map(Delivery::recipient).toList();
    }

    private static String list(Collection<Recipient> recipients) {
        return recipients.stream().map(Recipient::toString).distinct().collect(Collectors.joining(", "));
    }
}
