package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Judgement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the promises of a drill from its evidence. Thread-safe. */
public final class Judge {
    private Judge() {}

    /**
     * Judges each promise, whatever becomes of the others.
     *
     * @param evidence what was seen
     * @param promises what was promised
     * @return one judgement per promise, in the same order; a repeated id is numbered from its second use: {@code -2}
     */
    public static List<Judgement> judge(Evidence evidence, List<? extends Promise> promises) {
        Map<String, Integer> uses = new HashMap<>();
        List<Judgement> judgements = new ArrayList<>();
        for (Promise promise : promises) {
            int use = uses.merge(promise.id(), 1, Integer::sum);
            String id = use == 1 ? promise.id() : promise.id() + "-" + use;
            judgements.add(new Judgement(id, promise.check(), promise.subject(), promise.verdict(evidence)));
        }
        return List.copyOf(judgements);
    }
}
