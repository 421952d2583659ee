package io.firedrill.assertions;

import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** The one text in which promises that were not kept are told to people. Thread-safe. */
public final class FailureText {
    private FailureText() {}

    /**
     * Tells which promises were broken, then which are inconclusive; those that were kept are only counted.
     *
     * @param drill the drill's name
     * @param judgements all of its judgements
     * @return a block of lines without a line break at its end
     */
    public static String of(String drill, List<Judgement> judgements) {
        List<Judgement> broken = of(judgements, Verdict.Broken.class);
        List<Judgement> unclear = of(judgements, Verdict.Inconclusive.class);
        StringBuilder text = new StringBuilder("drill \"" + drill + "\" ");
        if (judgements.isEmpty()) {
            return text.append("made no promises, so nothing was proven").toString();
        }
        text.append("broke %d of %s".formatted(broken.size(), Words.count(judgements.size(), "promise")));
        if (!unclear.isEmpty()) {
            text.append(", and %d cannot be judged".formatted(unclear.size()));
        }
        broken.forEach(judgement -> add(text, judgement, "but       "));
        unclear.forEach(judgement -> add(text, judgement, "unclear   "));
        return text.toString();
    }

    private static List<Judgement> of(List<Judgement> judgements, Class<? extends Verdict> kind) {
        return judgements.stream()
                .filter(judgement -> kind.isInstance(judgement.verdict()))
                .toList();
    }

    private static void add(StringBuilder text, Judgement judgement, String but) {
        Verdict verdict = judgement.verdict();
        text.append("\n  ")
                .append(judgement.subject())
                .append("  (")
                .append(judgement.id())
                .append(")");
        text.append("\n    expected  ").append(verdict.expected());
        text.append("\n    ").append(but).append(verdict.actual());
        if (!verdict.evidence().isEmpty()) {
            text.append("\n    evidence  ").append(pointers(verdict.evidence()));
        }
        if (!verdict.hint().isEmpty()) {
            text.append("\n    hint      ").append(verdict.hint());
        }
    }

    private static String pointers(List<String> pointers) {
        int most = 5;
        String shown = pointers.stream().limit(most).collect(Collectors.joining(" "));
        return pointers.size() > most ? shown + " and " + (pointers.size() - most) + " more" : shown;
    }
}
