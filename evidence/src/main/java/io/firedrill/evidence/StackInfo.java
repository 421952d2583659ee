package io.firedrill.evidence;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was drilled.
 *
 * @param mode {@code containers}, {@code native} or {@code remote}
 * @param reason why this mode, in one sentence
 * @param timeScale how many times faster than written the workspace's intervals ran; 1 is real time
 * @param changes what the running configurations do not have of the written ones, or have otherwise, beside the time scale: a
 *     line each, e.g. which receiver's notifications go to the inbox; never a secret
 * @param components the monitoring components with the versions they reported, sorted by name
 */
public record StackInfo(
        String mode, String reason, double timeScale, List<String> changes, List<Component> components) {
    /** Copies the lists. */
    public StackInfo {
        changes = List.copyOf(changes);
        components = List.copyOf(components);
    }

    /**
     * A stack that runs what is written.
     *
     * @param mode as above
     * @param reason why this mode
     * @param timeScale how many times faster
     * @param components the monitoring components
     */
    public StackInfo(String mode, String reason, double timeScale, List<Component> components) {
        this(mode, reason, timeScale, List.of(), components);
    }

    /**
     * Several stacks of one run, told as one.
     *
     * @param other launched as this one was, perhaps with other components
     * @return every component and every change of both, each once
     */
    public StackInfo with(StackInfo other) {
        return new StackInfo(
                mode,
                reason,
                timeScale,
                Stream.concat(changes.stream(), other.changes.stream())
                        .distinct()
                        .toList(),
                Stream.concat(components.stream(), other.components.stream())
                        .distinct()
                        .sorted(Comparator.comparing(Component::name))
                        .toList());
    }

    /**
     * One monitoring component.
     *
     * @param name e.g. {@code prometheus}
     * @param version as the component itself reports it
     */
    public record Component(String name, String version) {}
}
