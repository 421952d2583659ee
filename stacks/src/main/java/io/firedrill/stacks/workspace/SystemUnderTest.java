package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The system that is watched. Immutable.
 *
 * @param entry the service that requests are sent to
 * @param services its processes, in the order they are written
 * @param links the hops between them
 * @param warmUp what is sent before any drill
 * @param absent the names of the services that are written, but are not to be launched
 */
public record SystemUnderTest(
        String entry, List<Service> services, List<Link> links, WarmUp warmUp, Set<String> absent) {
    /** What tells an OpenTelemetry SDK how often to export. */
    public static final String EXPORT_VARIABLE = "OTEL_BSP_SCHEDULE_DELAY";

    /** How often services export here, unless the workspace says otherwise: a drill has no time for the SDKs' 5 s. */
    public static final Duration EXPORT_DELAY = Duration.ofMillis(200);

    private static final Duration SDK_DELAY = Duration.ofSeconds(5);

    /** Copies the lists. */
    public SystemUnderTest {
        services = List.copyOf(services);
        links = List.copyOf(links);
        absent = Set.copyOf(absent);
    }

    /**
     * A part of the system.
     *
     * @param wanted the names of the services that are to be launched; empty for all
     * @return the same system without the others, and without the links that lead from or to them
     * @throws StackException if there is no service of one of the names
     */
    public SystemUnderTest only(Set<String> wanted) {
        Set<String> names = services.stream().map(Service::name).collect(Collectors.toCollection(TreeSet::new));
        wanted.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new StackException("no service is called '" + name + "'; there are: " + String.join(", ", names));
        });
        if (wanted.isEmpty()) {
            return this;
        }
        names.removeAll(wanted);
        return new SystemUnderTest(
                entry,
                services.stream()
                        .filter(service -> !names.contains(service.name()))
                        .toList(),
                links.stream()
                        .filter(link -> !names.contains(link.caller()) && !names.contains(link.callee()))
                        .toList(),
                warmUp,
                names);
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

    /**
     * How long its services may keep a finished span to themselves.
     *
     * @return the longest {@code OTEL_BSP_SCHEDULE_DELAY} of its instrumented services
     */
    public Duration exportDelay() {
        return services.stream()
                .filter(Service::agent)
                .map(service -> service.env().getOrDefault(EXPORT_VARIABLE, Long.toString(EXPORT_DELAY.toMillis())))
                .map(written -> written.matches("\\d{1,9}") ? Duration.ofMillis(Long.parseLong(written)) : SDK_DELAY)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
