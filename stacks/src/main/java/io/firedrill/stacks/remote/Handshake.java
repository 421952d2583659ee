package io.firedrill.stacks.remote;

import io.firedrill.evidence.endpoint.CertificateSighting;
import io.firedrill.evidence.endpoint.CertificateSighting.Protection;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.access.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Looks at the certificate of an endpoint, also at one that nobody should trust: nothing is sent on that connection. What a
 * client would say of it is judged apart. Confined.
 */
final class Handshake {
    private static final String WHATEVER = "RSA";
    private static final HostnameVerifier NAMES = new OkHttpClient().hostnameVerifier();

    private final Access access;
    private final Duration patience;

    Handshake(Access access, Duration patience) {
        this.access = access;
        this.patience = patience;
    }

    CertificateSighting look(Instant now) {
        URI base = access.base();
        if ("http".equals(base.getScheme())) {
            return nothing(isLoopback(base.getHost()) ? Protection.LOOPBACK : Protection.NONE, Optional.empty());
        }
        Keeping keeping = new Keeping();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(base.getHost(), port(base)), (int) patience.toMillis());
            plain.setSoTimeout((int) patience.toMillis());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {keeping}, new SecureRandom());
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, base.getHost(), port(base), true)) {
                socket.startHandshake();
                return seen(keeping.shown.orElseThrow(), socket.getSession(), now);
            }
        } catch (IOException e) {
            return keeping.shown
                    .map(chain -> seen(chain, "", Optional.empty(), now))
                    .orElseGet(() -> nothing(Protection.UNKNOWN, Optional.of(String.valueOf(e.getMessage()))));
        } catch (GeneralSecurityException e) {
            return nothing(Protection.UNKNOWN, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private CertificateSighting seen(X509Certificate[] chain, SSLSession session, Instant now) {
        String host = access.base().getHost();
        Optional<String> misnamed =
                NAMES.verify(host, session) ? Optional.empty() : Optional.of("it is not for " + host);
        return seen(chain, session.getProtocol(), misnamed, now);
    }

    private CertificateSighting seen(X509Certificate[] chain, String protocol, Optional<String> misnamed, Instant now) {
        X509Certificate own = chain[0];
        Instant from = own.getNotBefore().toInstant();
        Instant to = own.getNotAfter().toInstant();
        Optional<String> problem = Optional.<String>empty()
                .or(() -> now.isAfter(to) ? Optional.of("it expired at " + to) : Optional.empty())
                .or(() -> now.isBefore(from) ? Optional.of("it is not valid before " + from) : Optional.empty())
                .or(() -> misnamed)
                .or(() -> untrusted(chain));
        return new CertificateSighting(
                Protection.TLS,
                protocol,
                own.getSubjectX500Principal().getName(),
                Optional.of(from),
                Optional.of(to),
                problem);
    }

    private Optional<String> untrusted(X509Certificate[] chain) {
        try {
            access.tls().orElseGet(Tls::usual).trustManager().checkServerTrusted(chain, WHATEVER);
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of("nobody who is trusted has signed it");
        }
    }

    private static CertificateSighting nothing(Protection protection, Optional<String> problem) {
        return new CertificateSighting(protection, "", "", Optional.empty(), Optional.empty(), problem);
    }

    private static int port(URI base) {
        return base.getPort() < 0 ? 443 : base.getPort();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Trusts anybody, and keeps what was shown. */
    private static final class Keeping implements X509TrustManager {
        private Optional<X509Certificate[]> shown = Optional.empty();

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("this is no server");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown = Optional.of(chain);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
