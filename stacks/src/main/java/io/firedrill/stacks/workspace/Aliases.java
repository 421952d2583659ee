package io.firedrill.stacks.workspace;

import java.util.List;
import java.util.Optional;

/**
 * What the names in a configuration stand for in this run: {@code gateway:8080} is written, {@code 127.0.0.1:23456} is
 * where it answers. Immutable.
 *
 * @param aliases the known names; the first that fits wins
 */
public record Aliases(List<Alias> aliases) {
    /** Copies the list. */
    public Aliases {
        aliases = List.copyOf(aliases);
    }

    /**
     * One name.
     *
     * @param host the host name as configurations write it
     * @param port the port as configurations write it; empty stands for any
     * @param address host:port where it answers
     */
    public record Alias(String host, Optional<Integer> port, String address) {
        String pattern() {
            String quoted = host.replaceAll("([^A-Za-z0-9_-])", "\\\\$1");
            return quoted + port.map(number -> ":" + number).orElse("(?::[0-9]+)?");
        }
    }

    /**
     * Looks a name up.
     *
     * @param written host or host:port
     * @return where it answers, or empty when the name is not of this stack
     */
    public Optional<String> resolve(String written) {
        return aliases.stream()
                .filter(alias -> written.matches(alias.pattern()))
                .map(Alias::address)
                .findFirst();
    }
}
