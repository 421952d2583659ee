package io.firedrill.stacks.inbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and a certificate that signs itself (X.509 v3, ECDSA over P-256 with SHA-256), made anew at each start and never
 * written anywhere. The JDK can read certificates and not make them; the few lines of DER save a library.
 */
final class SelfSigned {
    private static final String NAME = "firedrill inbox";
    private static final Duration VALID = Duration.ofDays(30);
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    /** 1.2.840.10045.4.3.2. */
    private static final byte[] ECDSA_WITH_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 4, 3, 2};
    /** 2.5.4.3. */
    private static final byte[] COMMON_NAME = {0x55, 4, 3};

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OBJECT_ID = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC = 0x17;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int EXPLICIT_0 = 0xA0;

    private SelfSigned() {}

    /** For a server; nobody can check who it is, so its clients must not ask. */
    static SSLContext context(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            char[] password = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry(NAME, keys.getPrivate(), password, new Certificate[] {certificate(keys, now)});
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK must be able to make a P-256 key, and could not", e);
        }
    }

    private static Certificate certificate(KeyPair keys, Instant now) throws GeneralSecurityException {
        byte[] algorithm = der(SEQUENCE, der(OBJECT_ID, ECDSA_WITH_SHA256));
        byte[] name = der(
                SEQUENCE,
                der(
                        SET,
                        der(
                                SEQUENCE,
                                der(OBJECT_ID, COMMON_NAME),
                                der(UTF8_STRING, NAME.getBytes(StandardCharsets.UTF_8)))));
        byte[] toSign = der(
                SEQUENCE,
                der(EXPLICIT_0, der(INTEGER, new byte[] {2})),
                der(INTEGER, new BigInteger(64, new SecureRandom()).setBit(62).toByteArray()),
                algorithm,
                name,
                der(SEQUENCE, time(now.minus(Duration.ofDays(1))), time(now.plus(VALID))),
                name,
                keys.getPublic().getEncoded());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(keys.getPrivate());
        signature.update(toSign);
        byte[] bits = der(BIT_STRING, new byte[] {0}, signature.sign());
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der(SEQUENCE, toSign, algorithm, bits)));
    }

    private static byte[] time(Instant at) {
        return der(UTC, UTC_TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    /** Tag, length, content. */
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] big = BigInteger.valueOf(length).toByteArray();
            int from = big[0] == 0 ? 1 : 0;
            out.write(0x80 | (big.length - from));
            out.write(big, from, big.length - from);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
