package io.firedrill.evidence;

import java.util.List;

/**
 * What was drilled.
 *
 * @param mode {@code containers}, {@code native} or {@code remote}
 * @param reason why this mode, in one sentence
 * @param timeScale how many times faster than written the workspace's intervals ran; 1 is real time
 * @param components the monitoring components with the versions they reported, sorted by name
 */
public record StackInfo(String mode, String reason, double timeScale, List<Component> components) {
    /** Copies the components. */
    public StackInfo {
        components = List.copyOf(components);
    }

    /**
     * One monitoring component.
     *
     * @param name e.g. {@code prometheus}
     * @param version as the component itself reports it
     */
    public record Component(String name, String version) {}
}
