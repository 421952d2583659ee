package io.firedrill.stacks.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One process of the system under test. Immutable.
 *
 * @param name how links, scrape targets and faults refer to it
 * @param launch what is started
 * @param portVariable the environment variable that tells it which port to listen on
 * @param health the path that answers 200 once it can serve
 * @param env its environment, before the addresses of its links are added
 * @param scaled the names of those variables that hold milliseconds or a duration, and follow the time scale
 * @param agent whether the OpenTelemetry Java agent instruments it
 * @param traces its {@code service.name} in traces, if it makes any
 */
public record Service(
        String name,
        Launch launch,
        String portVariable,
        String health,
        Map<String, String> env,
        List<String> scaled,
        boolean agent,
        Optional<String> traces) {
    /** Copies the collections. */
    public Service {
        env = Map.copyOf(env);
        scaled = List.copyOf(scaled);
    }

    /** What is started. */
    public sealed interface Launch {
        /**
         * A Java program from Firedrill's own class path.
         *
         * @param mainClass its main class
         */
        record Main(String mainClass) implements Launch {}

        /**
         * Any program; run in the workspace's folder.
         *
         * @param words the executable and its arguments
         */
        record Command(List<String> words) implements Launch {
            /** Copies the words. */
            public Command {
                words = List.copyOf(words);
            }
        }

        /**
         * A PostgreSQL server.
         *
         * @param database the database that is there when the server is ready
         */
        record Postgres(String database) implements Launch {}
    }
}
