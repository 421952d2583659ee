package io.firedrill.scenarios.traffic;

import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.access.Tls;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/** Whom the load generator trusts: Gatling takes that from its JVM, and the JVM from a file. */
final class Authorities {
    /** Certificates are no secret, but a key store of them wants a password. */
    private static final String OPEN = "certificates";

    private Authorities() {}

    /** The arguments of the JVM; {@code folder} gets the file. */
    static List<String> arguments(Access target, Path folder) throws IOException {
        Optional<KeyStore> own = target.tls().flatMap(Tls::trustStore);
        return own.isEmpty()
                ? List.of()
                : List.of(
                        "-Djavax.net.ssl.trustStore=" + written(own.get(), folder.resolve("authorities.p12")),
                        "-Djavax.net.ssl.trustStorePassword=" + OPEN);
    }

    private static Path written(KeyStore store, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, OPEN.toCharArray());
            return file;
        } catch (GeneralSecurityException e) {
            throw new IOException("its authorities cannot be kept: " + e.getMessage(), e);
        }
    }
}
