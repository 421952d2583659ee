package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.synthesis.Structure.Slot;
import java.util.Map;

/**
 * One part of a drill.
 *
 * @param structure which series there are
 * @param chosen how they go
 * @param phase when
 */
record Stage(Structure structure, Map<Slot, Double> chosen, Phase phase) {
    Stage {
        chosen = Map.copyOf(chosen);
    }
}
