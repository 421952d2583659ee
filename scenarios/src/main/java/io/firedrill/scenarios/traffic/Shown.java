package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.access.Tls;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What is shown to the target, and whom it is trusted by: the fork has it from its environment, which nobody else reads.
 * Immutable.
 *
 * @param headers sent with each request
 * @param tls the files of {@link Tls#of}: {@code ca}, {@code certificate}, {@code key}; empty for TLS as the JVM does it
 */
record Shown(Map<String, String> headers, Map<String, Path> tls) {
    static final String VARIABLE = "FIREDRILL_LOAD_ACCESS";

    Shown {
        headers = Map.copyOf(headers);
        tls = Map.copyOf(tls);
    }

    static Shown to(Access target) {
        return new Shown(target.headers(), target.tls().map(Tls::files).orElse(Map.of()));
    }

    static Shown fromEnvironment() {
        try {
            String written = Optional.ofNullable(System.getenv(VARIABLE)).orElse("{\"headers\":{},\"tls\":{}}");
            return EvidenceFile.mapper().readValue(written, Shown.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the environment of the load generator is damaged", e);
        }
    }

    String text() {
        try {
            return EvidenceFile.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers and names of files are always JSON", e);
        }
    }

    Optional<Tls> handshake() {
        return tls.isEmpty() ? Optional.empty() : Optional.of(Tls.of(file("ca"), file("certificate"), file("key")));
    }

    private Optional<Path> file(String name) {
        return Optional.ofNullable(tls.get(name));
    }

    /** The names of the headers alone. */
    @Override
    public String toString() {
        return "Shown[" + headers.keySet() + ", " + tls + "]";
    }
}
