package io.firedrill.evidence.endpoint;

import java.time.Instant;
import java.util.Optional;

/**
 * How an endpoint proves who it is.
 *
 * @param protection how the way to it is protected
 * @param protocol the protocol that was agreed on, e.g. {@code TLSv1.3}; empty without TLS
 * @param subject whom the certificate names
 * @param validFrom from when
 * @param validTo until when
 * @param problem why a client that checks it would not go on; empty if it would
 */
public record CertificateSighting(
        Protection protection,
        String protocol,
        String subject,
        Optional<Instant> validFrom,
        Optional<Instant> validTo,
        Optional<String> problem) {
    /** How a way is protected. */
    public enum Protection {
        /** By TLS. */
        TLS,
        /** Not at all, over a network. */
        NONE,
        /** Not at all, and it begins on this machine: where a tunnel leads cannot be seen. */
        LOOPBACK,
        /** There was no handshake; the problem says why. */
        UNKNOWN
    }
}
