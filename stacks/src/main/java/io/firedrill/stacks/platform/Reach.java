package io.firedrill.stacks.platform;

import java.net.URI;

/** Where a component's ports are, as reached from this JVM. Thread-safe. */
@FunctionalInterface
public interface Reach {
    /**
     * One port.
     *
     * @param port its name
     * @return host:port
     */
    String at(String port);

    /**
     * One port that speaks HTTP.
     *
     * @param port its name
     * @return {@code http://host:port}
     */
    default URI http(String port) {
        return URI.create("http://" + at(port));
    }
}
