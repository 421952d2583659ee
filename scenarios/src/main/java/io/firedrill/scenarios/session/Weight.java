package io.firedrill.scenarios.session;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.Workspace;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which drills leave nothing of the machine to another one: scrapes of either would time out, and alerts fire that are true
 * and that no drill expects. Immutable.
 *
 * @param services the system under test by its services, which are launched warm and start again cold
 */
record Weight(Set<String> services) {
    /** Requests a second of which the load generator and the system leave little of two cores. */
    private static final double MUCH = 50;

    static Weight of(Workspace workspace) {
        return new Weight(
                workspace.system().services().stream().map(Service::name).collect(Collectors.toSet()));
    }

    /** Whether a drill is to be held when no other is, as stacks are launched: it loads the system, or starts a part of it again. */
    boolean isHeavy(Drill drill) {
        return drill.traffic()
                        .filter(traffic -> traffic.profile().peak() > MUCH)
                        .isPresent()
                || drill.faults().stream()
                        .anyMatch(planned ->
                                planned.fault() instanceof Fault.OfProcess && services.contains(planned.target()));
    }
}
