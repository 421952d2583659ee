package io.firedrill.stacks.platform;

import java.util.Optional;

/** When a component can serve. Thread-safe. */
@FunctionalInterface
public interface Readiness {
    /**
     * Asks once, briefly.
     *
     * @param reach where the component's ports are
     * @return empty when it can serve; otherwise the endpoint and what was last seen there
     */
    Optional<String> problem(Reach reach);

    /**
     * A component that answers 200.
     *
     * @param port the port's name
     * @param path where to ask
     * @return the check
     */
    static Readiness http(String port, String path) {
        return reach -> Http.problem(reach.http(port).resolve(path));
    }

    /**
     * A PostgreSQL server that takes connections; makes the database if it is missing.
     *
     * @param port the port's name
     * @param database the database that must be there
     * @param user who connects
     * @param password their password
     * @return the check
     */
    static Readiness postgres(String port, String database, String user, String password) {
        return reach -> PostgresProbe.problem(reach.at(port), database, user, password);
    }
}
