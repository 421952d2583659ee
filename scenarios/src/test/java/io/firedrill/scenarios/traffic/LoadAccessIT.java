package io.firedrill.scenarios.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.access.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLParameters;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An entry that somebody else runs: behind TLS of its own, closed to those who show no certificate. */
class LoadAccessIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Traffic FEW = Traffic.steady(5, Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final HeldCertificate client = signed().commonName("firedrill").build();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final GatlingFork engine = new GatlingFork();
    private final HttpsServer server;

    LoadAccessIT() throws IOException {
        HeldCertificate own = signed().addSubjectAlternativeName("127.0.0.1").build();
        HandshakeCertificates handshake = new HandshakeCertificates.Builder()
                .heldCertificate(own)
                .addTrustedCertificate(authority.certificate())
                .build();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(handshake.sslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters closed = getSSLContext().getDefaultSSLParameters();
                closed.setNeedClientAuth(true);
                parameters.setSSLParameters(closed);
            }
        });
        answering(server);
        server.start();
    }

    @AfterEach
    void end() {
        engine.close();
        server.stop(0);
    }

    @Test
    void request_carries_what_the_entry_wants_to_see_and_proves_who_asks() throws IOException {
        Path key = write("key.pem", client.privateKeyPkcs8Pem());
        Access access = access(Tls.of(
                Optional.of(write("ca.pem", authority.certificatePem())),
                Optional.of(write("client.pem", client.certificatePem())),
                Optional.of(key)));

        List<LedgerEntry> ledger =
                sent(access, FEW.sending(new Request("PUT", "text/plain", Optional.of("a #{body} of mine"))));

        assertThat(ledger).hasSize(5).allSatisfy(entry -> {
            assertThat(entry.error()).isEmpty();
            assertThat(entry.status()).contains(200);
            assertThat(entry.request()).isEqualTo("request");
            assertThat(entry.tokens()).isEmpty();
        });
        assertThat(seen).hasSize(5).containsOnly("PUT /orders?of=mine text/plain secret-#{token} a #{body} of mine");
        assertThat(folder).isDirectoryRecursivelyContaining("glob:**/authorities.p12");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).filter(file -> !file.equals(key)))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("secret-", "PRIVATE KEY"));
        }
    }

    @Test
    void entry_that_is_not_trusted_is_sent_nothing() throws IOException {
        List<LedgerEntry> ledger = sent(access(Tls.usual()), FEW);

        assertThat(ledger)
                .hasSize(5)
                .allSatisfy(entry -> assertThat(entry.status()).isEmpty());
        assertThat(seen).isEmpty();
    }

    @Test
    void who_shows_no_certificate_gets_no_answer() throws IOException {
        Tls anonymous =
                Tls.of(Optional.of(write("ca.pem", authority.certificatePem())), Optional.empty(), Optional.empty());

        assertThat(sent(access(anonymous), FEW))
                .hasSize(5)
                .allSatisfy(entry -> assertThat(entry.status()).isEmpty());
        assertThat(seen).isEmpty();
    }

    @Test
    void chat_of_an_open_entry_needs_nothing() throws IOException {
        HttpServer open = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answering(open);
        open.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + open.getAddress().getPort() + "/orders");
            assertThat(sent(Access.open(url), FEW))
                    .hasSize(5)
                    .allSatisfy(entry -> assertThat(entry.status()).contains(200));
        } finally {
            open.stop(0);
        }
    }

    private HeldCertificate.Builder signed() {
        return new HeldCertificate.Builder().signedBy(authority);
    }

    private List<LedgerEntry> sent(Access access, Traffic traffic) {
        try (RunningLoad load =
                engine.start(new LoadPlan(access, traffic, folder.resolve("load"), Duration.ofSeconds(5)))) {
            return load.await(LIMIT, load.go());
        }
    }

    private Access access(Tls tls) {
        URI url = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/orders?of=mine");
        return new Access(url, Map.of("X-Token", "secret-#{token}"), Optional.of(tls));
    }

    private void answering(HttpServer any) {
        any.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + exchange.getRequestHeaders().getFirst("X-Token") + " " + body);
            Respondent.send(exchange, 200, "{\"usage\":{\"total_tokens\":1}}");
        });
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
