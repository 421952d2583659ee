package io.firedrill.stacks.workspace;

import java.util.List;
import java.util.Optional;

/**
 * The system that is watched. Immutable.
 *
 * @param entry the service that requests are sent to
 * @param services its processes, in the order they are written
 * @param links the hops between them
 * @param warmUp what is sent before any drill
 */
public record SystemUnderTest(String entry, List<Service> services, List<Link> links, WarmUp warmUp) {
    /** Copies the lists. */
    public SystemUnderTest {
        services = List.copyOf(services);
        links = List.copyOf(links);
    }

    /**
     * Finds a service.
     *
     * @param name its name
     * @return the service, or empty
     */
    public Optional<Service> service(String name) {
        return services.stream().filter(service -> service.name().equals(name)).findFirst();
    }
}
