package io.firedrill.stacks.access;

import io.firedrill.stacks.StackException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.tls.Certificates;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Whom to trust in a TLS handshake, and the certificate that is shown in it. Immutable. */
public final class Tls {
    private static final String BEGIN_KEY = "-----BEGIN PRIVATE KEY-----";

    private static final String ENTRY = "firedrill";

    private final Map<String, Path> files;
    private final List<X509Certificate> authorities;
    private final Optional<HeldCertificate> shown;
    private final HandshakeCertificates handshake;

    private Tls(Map<String, Path> files, List<X509Certificate> authorities, Optional<HeldCertificate> shown) {
        this.files = Map.copyOf(files);
        this.authorities = List.copyOf(authorities);
        this.shown = shown;
        HandshakeCertificates.Builder builder = new HandshakeCertificates.Builder();
        if (authorities.isEmpty()) {
            builder.addPlatformTrustedCertificates();
        }
        authorities.forEach(builder::addTrustedCertificate);
        shown.ifPresent(held -> builder.heldCertificate(held));
        this.handshake = builder.build();
    }

    /**
     * Reads it from files.
     *
     * @param ca PEM with the certificates that are trusted, in place of those of the JVM; empty for those
     * @param certificate PEM with the certificate that is shown; empty for none
     * @param key PEM with its private key, PKCS #8 and not encrypted; there if and only if the certificate is
     * @return what they say
     * @throws StackException if one cannot be read or is not what it should be; names the file and the remedy, never what
     *     is in it
     */
    public static Tls of(Optional<Path> ca, Optional<Path> certificate, Optional<Path> key) {
        List<X509Certificate> trusted = ca.map(Tls::certificates).orElse(List.of());
        Map<String, Path> files = new HashMap<>();
        ca.ifPresent(file -> files.put("ca", file.toAbsolutePath()));
        certificate.ifPresent(file -> files.put("certificate", file.toAbsolutePath()));
        key.ifPresent(file -> files.put("key", file.toAbsolutePath()));
        return new Tls(files, trusted, certificate.map(file -> held(file, key.orElse(file))));
    }

    /**
     * Trusts whom the JVM trusts, and shows nothing.
     *
     * @return a new one
     */
    public static Tls usual() {
        return new Tls(Map.of(), List.of(), Optional.empty());
    }

    Tls anonymous() {
        return new Tls(files, authorities, Optional.empty());
    }

    boolean isProving() {
        return shown.isPresent();
    }

    /**
     * What makes its sockets.
     *
     * @return thread-safe
     */
    public SSLSocketFactory socketFactory() {
        return handshake.sslSocketFactory();
    }

    /**
     * What it trusts.
     *
     * @return thread-safe
     */
    public X509TrustManager trustManager() {
        return handshake.trustManager();
    }

    /**
     * What it was read from, for another process that reads it again.
     *
     * @return absolute, by {@code ca}, {@code certificate} and {@code key}; those that there are
     */
    public Map<String, Path> files() {
        return files;
    }

    /**
     * Whom it trusts in place of those of the JVM.
     *
     * @return certificates alone; empty if it trusts those of the JVM
     */
    public Optional<KeyStore> trustStore() {
        return authorities.isEmpty()
                ? Optional.empty()
                : Optional.of(store(store -> {
                    for (int i = 0; i < authorities.size(); i++) {
                        store.setCertificateEntry(ENTRY + "-" + i, authorities.get(i));
                    }
                }));
    }

    /**
     * What it shows, for clients that make their sockets themselves.
     *
     * @return empty if it shows nothing
     */
    public Optional<KeyManagerFactory> keyManagers() {
        return shown.map(held -> {
            char[] inMemory = ENTRY.toCharArray();
            KeyStore keys = store(store -> store.setKeyEntry(
                    ENTRY, held.keyPair().getPrivate(), inMemory, new X509Certificate[] {held.certificate()}));
            try {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(keys, inMemory);
                return factory;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JVM takes no key of its own", e);
            }
        });
    }

    private interface Filling {
        void into(KeyStore store) throws KeyStoreException;
    }

    private static KeyStore store(Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.into(store);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the JVM has no key stores in memory", e);
        }
    }

    private static List<X509Certificate> certificates(Path file) {
        try {
            Collection<?> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.ISO_8859_1)));
            if (!read.isEmpty()) {
                return read.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (CertificateException e) {
            throw wrong(file, "holds no certificates in PEM");
        }
        throw wrong(file, "holds no certificates in PEM");
    }

    private static HeldCertificate held(Path certificate, Path key) {
        X509Certificate shown = certificates(certificate).get(0);
        String secret = text(key);
        int from = secret.indexOf(BEGIN_KEY);
        if (from < 0) {
            throw wrong(
                    key,
                    "holds no private key of PKCS #8 in PEM, not encrypted"
                            + " ('openssl pkcs8 -topk8 -nocrypt' makes one of any other)");
        }
        try {
            return HeldCertificate.decode(Certificates.certificatePem(shown) + "\n" + secret.substring(from));
        } catch (RuntimeException e) {
            // Its message may quote the key.
            throw wrong(key, "holds no private key that belongs to " + certificate);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private static StackException wrong(Path file, String problem) {
        return new StackException(file + " " + problem);
    }

    @Override
    public String toString() {
        return (authorities.isEmpty() ? "trusted by the JVM" : authorities.size() + " authorities of its own")
                + (isProving() ? ", with a certificate of the client" : "");
    }
}
