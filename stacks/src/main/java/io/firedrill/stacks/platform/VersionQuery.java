package io.firedrill.stacks.platform;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a running component tells its version. Thread-safe. */
@FunctionalInterface
public interface VersionQuery {
    /**
     * Asks.
     *
     * @param reach where the component's ports are
     * @return the version, or empty when the component tells none
     */
    Optional<String> version(Reach reach);

    /**
     * A component that has no version to tell.
     *
     * @return a query without answer
     */
    static VersionQuery none() {
        return reach -> Optional.empty();
    }

    /**
     * A component that tells it over HTTP.
     *
     * @param port the port's name
     * @param path where to ask
     * @param pattern finds the version in the answer, as group 1
     * @return the query
     */
    static VersionQuery http(String port, String path, String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        return reach -> Http.get(reach.http(port).resolve(path))
                .map(compiled::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1));
    }

    /**
     * A PostgreSQL server.
     *
     * @param port the port's name
     * @param user who connects
     * @param password their password
     * @return the query
     */
    static VersionQuery postgres(String port, String user, String password) {
        return reach -> PostgresProbe.version(reach.at(port), user, password);
    }
}
