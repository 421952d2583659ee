package io.firedrill.stacks.platform;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * One part of a stack, described without saying where it runs: every platform starts the same description. What depends
 * on places (addresses, paths) is a function of a {@link Place}, which the platform supplies. Immutable.
 *
 * @param name unique in the stack, e.g. {@code prometheus}; also its host name in containers
 * @param program what is started
 * @param ports its named ports; the first is the one that a pinned port applies to
 * @param files files it reads, by name relative to its folder; written before every start
 * @param arguments the command line after the executable
 * @param environment its environment variables; secrets belong here and never into arguments
 * @param readiness when it can serve
 * @param version how it tells its version
 * @param after the components that must be ready before it starts
 */
public record ComponentSpec(
        String name,
        Program program,
        List<Port> ports,
        Map<String, Function<Place, String>> files,
        Function<Place, List<String>> arguments,
        Function<Place, Map<String, String>> environment,
        Readiness readiness,
        VersionQuery version,
        Set<String> after) {
    /** Copies the collections. */
    public ComponentSpec {
        ports = List.copyOf(ports);
        files = Map.copyOf(files);
        after = Set.copyOf(after);
    }

    /**
     * One port.
     *
     * @param name e.g. {@code otlp-grpc}
     * @param number the port it listens on by convention, and inside a container
     */
    public record Port(String name, int number) {}
}
