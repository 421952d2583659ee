package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;

/**
 * The entry to assertions on evidence. They are soft: promises are collected, then judged and reported together.
 *
 * <pre>{@code
 * assertThat(evidence)
 *     .alert("HighRequestLatency", alert -> alert.with("job", "inference")
 *         .firesWithin(ofSeconds(6), "slow inference")
 *         .reaches("oncall"))
 *     .silence("maintenance", silence -> silence.holds(slow, control))
 *     .keepsItsPromises();
 * }</pre>
 *
 * Thread-safe.
 */
public final class FiredrillAssertions {
    private FiredrillAssertions() {}

    /**
     * Begins to collect promises about evidence.
     *
     * @param evidence what was seen
     * @return an assertion that fails nowhere but in {@link EvidenceAssert#keepsItsPromises()} and {@link
     *     EvidenceAssert#keeps(java.util.List)}
     */
    public static EvidenceAssert assertThat(Evidence evidence) {
        return new EvidenceAssert(evidence);
    }
}
