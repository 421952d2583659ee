package io.firedrill.assertions;

import io.firedrill.evidence.verdict.DrillResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All drills of a plan, held or not: what is judged when no single drill can show it. Immutable.
 *
 * @param parts in the order of the plan
 */
public record Suite(List<Part> parts) {
    /** Copies the list. */
    public Suite {
        parts = List.copyOf(parts);
    }

    /**
     * One drill of the plan.
     *
     * @param drill its id
     * @param promises what it promises
     * @param alwaysOn names of the alerts that fire all the time in it, such as a dead man's switch
     * @param result what became of it; empty as long as it was not held
     */
    public record Part(String drill, List<Promise> promises, Set<String> alwaysOn, Optional<DrillResult> result) {
        /** Copies the collections. */
        public Part {
            promises = List.copyOf(promises);
            alwaysOn = Set.copyOf(alwaysOn);
        }
    }

    /** The drills that were held, in the order of the plan. */
    List<DrillResult> held() {
        return parts.stream().flatMap(part -> part.result().stream()).toList();
    }

    boolean isWhole() {
        return parts.stream().allMatch(part -> part.result().isPresent());
    }

    boolean alwaysFires(String alert) {
        return parts.stream().anyMatch(part -> part.alwaysOn().contains(alert));
    }
}
