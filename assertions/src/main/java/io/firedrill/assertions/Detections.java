package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.Detection;
import java.util.List;

/** Where the time from a fault to its alert's delivery went. Thread-safe. */
public final class Detections {
    private Detections() {}

    /**
     * Measures each watched alert.
     *
     * @param evidence what was seen
     * @param watched what to measure
     * @return one detection per alert that matches, in the order given
     */
    public static List<Detection> of(Evidence evidence, List<Watched> watched) {
        return List.of();
    }
}
