package io.firedrill.scenarios.defect;

import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a drill made of a defect. Immutable.
 *
 * @param defect the mistake
 * @param red the checks of which a promise was broken
 * @param unclear the checks of which a promise could not be judged, and none was broken
 * @param failure why the drill could not be held, if it could not
 */
public record Trial(Defect defect, Set<Check> red, Set<Check> unclear, Optional<String> failure) {
    /** {@code whole} is what was judged beside the drill: over the whole plan, if one drill decides it, and of files. */
    static Trial of(Defect defect, DrillResult result, List<Judgement> whole) {
        List<Judgement> judgements =
                Stream.concat(result.judgements().stream(), whole.stream()).toList();
        Set<Check> red = checks(judgements, Verdict.Broken.class);
        Set<Check> unclear = checks(judgements, Verdict.Inconclusive.class);
        unclear.removeAll(red);
        return new Trial(defect, red, unclear, Optional.empty());
    }

    static Trial failed(Defect defect, String why) {
        return new Trial(defect, Set.of(), Set.of(), Optional.of(why));
    }

    /**
     * Whether the right checks noticed, and no other cried out.
     *
     * @return true if exactly the expected ones are red
     */
    public boolean isCaught() {
        return failure.isEmpty() && red.equals(Set.copyOf(defect.checks()));
    }

    /**
     * The outcome in a few words.
     *
     * @return {@code caught}, or what happened instead
     */
    public String verdict() {
        if (failure.isPresent()) {
            return "not held: " + failure.get().lines().findFirst().orElse("");
        }
        if (red.isEmpty()) {
            return "missed";
        }
        if (isCaught()) {
            return "caught";
        }
        return red.containsAll(defect.checks())
                ? "caught, with false alarms"
                : red.contains(defect.check()) ? "caught in part" : "caught by others";
    }

    private static Set<Check> checks(List<Judgement> judgements, Class<? extends Verdict> kind) {
        Set<Check> checks = EnumSet.noneOf(Check.class);
        judgements.stream()
                .filter(judgement -> kind.isInstance(judgement.verdict()))
                .map(Judgement::check)
                .forEach(checks::add);
        return checks;
    }
}
