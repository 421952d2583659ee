package io.firedrill.stacks.access;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where an endpoint answers, and what it wants to see before it does. What is secret in it is never shown: only the names
 * of the headers are in its text. Immutable.
 *
 * @param base its base URL, http or https, with its path prefix if there is one and without user and password
 * @param headers sent with each request
 * @param tls whom to trust and what to show in the handshake; empty for what the JVM trusts, and nothing
 */
public record Access(URI base, Map<String, String> headers, Optional<Tls> tls) {
    /** Copies the headers. */
    public Access {
        headers = Map.copyOf(headers);
    }

    /**
     * An endpoint that asks nobody who they are.
     *
     * @param base its base URL
     * @return the access to it
     */
    public static Access open(URI base) {
        return new Access(base, Map.of(), Optional.empty());
    }

    /**
     * The same endpoint, asked by somebody who shows nothing.
     *
     * @return without headers and without a certificate of the client; who is trusted stays
     */
    public Access anonymous() {
        return new Access(base, Map.of(), tls.map(Tls::anonymous));
    }

    /**
     * Whether anything is shown that could prove who asks.
     *
     * @return true if there are headers or a certificate of the client
     */
    public boolean isProving() {
        return !headers.isEmpty() || tls.filter(Tls::isProving).isPresent();
    }

    @Override
    public String toString() {
        return "Access[" + base + ", headers " + new TreeSet<>(headers.keySet()) + ", "
                + tls.map(Tls::toString).orElse("TLS as the JVM does it") + "]";
    }
}
