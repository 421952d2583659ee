package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.reports.Readiness;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.observe.AlertmanagerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Drills on a system behind nginx, with TLS of its own and passwords, of which one may only read: as staging is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagingBehindProxyIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Map<String, String> SECRETS =
            Map.of("PASSWORD", "s3cret-of-all", "READER", "s3cret-of-reader");

    @TempDir
    static Path folder;

    private final List<String> said = new ArrayList<>();
    private HttpServer entry;
    private Staging staging;
    private Process nginx;
    private int proxy;

    @BeforeAll
    void stand() throws Exception {
        assumeTrue(Files.isExecutable(NGINX), "nginx is not installed; .ci/run installs it");
        entry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        entry.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        entry.start();
        staging = Staging.launch(folder);
        proxy = Staging.freePort() + 1;
        certificates();
        Files.writeString(
                folder.resolve("passwords"), "firedrill:{PLAIN}s3cret-of-all\nreader:{PLAIN}s3cret-of-reader\n");
        Files.writeString(folder.resolve("nginx.conf"), configuration());
        nginx = new ProcessBuilder(
                        NGINX.toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), proxy).close());
    }

    @AfterAll
    void end() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
        if (staging != null) {
            staging.close();
        }
        if (entry != null) {
            entry.stop(0);
        }
    }

    @BeforeEach
    void quiet() {
        said.clear();
        staging.signal("CONT");
        await().atMost(Duration.ofSeconds(30)).until(() -> !staging.isDown());
    }

    private static void certificates() throws IOException {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        HeldCertificate server = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("localhost")
                .build();
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(folder.resolve("server.pem"), server.certificatePem());
        Files.writeString(folder.resolve("server.key"), server.privateKeyPkcs8Pem());
    }

    /** Who only reads may ask Prometheus by POST as well, as queries are. */
    private String configuration() {
        return """
                daemon off;
                user %5$s;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  log_format asked '$remote_user $request_method $uri $status';
                  access_log %1$s/access.log asked;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/x; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  map "$remote_user $request_method" $forbidden { default 0; "reader POST" 1; "reader DELETE" 1; }
                  server {
                    listen 127.0.0.1:%6$d ssl; ssl_certificate %1$s/server.pem; ssl_certificate_key %1$s/server.key;
                    auth_basic monitoring; auth_basic_user_file %1$s/passwords;
                    location /p/ { proxy_pass %2$s/; }
                    location /a/ { if ($forbidden) { return 403; } proxy_pass %3$s/; }
                    location /e/ { proxy_pass http://127.0.0.1:%4$d/; }
                  }
                }
                """.formatted(
                        folder,
                        staging.stack.endpoints().prometheus(),
                        staging.stack.endpoints().alertmanager(),
                        entry.getAddress().getPort(),
                        System.getProperty("user.name"),
                        proxy);
    }

    private Map<String, Judgement> hold(String user, String variable) throws IOException {
        String who = "basic: {user: %s, password: {env: %s}}, ca: ca.pem".formatted(user, variable);
        Path file = Files.writeString(
                folder.resolve("staging.yaml"), """
                remote:
                  watch: 1s
                  permissions: [faults, silences, traffic, alerts]
                  inbox: {listen: "127.0.0.1:%1$d"}
                  prometheus: {url: 'https://localhost:%2$d/p', %3$s}
                  alertmanager: {url: 'https://localhost:%2$d/a', %3$s}
                  entry: {url: 'https://localhost:%2$d/e', %3$s}
                  traffic: {stop-when: {query: 'vector(0)', above: 0}}
                drills:
                  - name: one silenced
                    fault: {on: "kill -STOP %4$d", off: "kill -CONT %4$d", from: 3s, for: 14s}
                    silence: {matchers: ['instance="worker-01"'], from: 1s, for: 11s, withholds: ['TargetDown{instance="worker-01"}']}
                    expect: [{alert: 'TargetDown{instance="worker-02"}', within: 8s}]
                    traffic: {rate: 2, path: /orders}
                  - name: way of a page
                    post: {alert: 'DiskFull{severity="page"}', for: 5s, from: 1s, routed-to: [oncall, drill-host]}
                """.formatted(staging.port, proxy, who, staging.workers));
        Map<String, String> settings = Map.of(
                "firedrill.config",
                file.toString(),
                "firedrill.out",
                folder.resolve("report").toString());
        return RemoteRun.of(new Settings(settings), name -> SECRETS.getOrDefault(name, "guessed"), said::add)
                .hold()
                .stream()
                .collect(Collectors.toMap(Judgement::id, each -> each));
    }

    private List<String> asked(int from) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("access.log"));
        return lines.subList(from, lines.size());
    }

    private int asked() throws IOException {
        Path log = folder.resolve("access.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    @Test
    void drills_are_held_through_the_proxy_and_write_what_they_say_and_nothing_else() throws IOException {
        int before = asked();

        Map<String, Judgement> judgements = hold("firedrill", "PASSWORD");

        assertThat(judgements.values().stream().filter(each -> each.id().matches("(A01|A05|S01|S02)-.*")))
                .as(String.join("\n", said))
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(each -> assertThat(each.verdict()).as(each.id()).isInstanceOf(Verdict.Kept.class));
        Map<String, Long> written = asked(before).stream()
                .filter(line -> !line.contains(" GET ") && !line.contains(" POST /p/api/v1/query"))
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        assertThat(written)
                .as("the silence ends by itself, and the alert is ended by another post")
                .isEqualTo(
                        Map.of("firedrill POST /a/api/v2/silences 200", 1L, "firedrill POST /a/api/v2/alerts 200", 2L));
        assertThat(asked(before))
                .filteredOn(line -> line.startsWith("firedrill GET /e/orders 204"))
                .hasSizeBetween(30, 40);
        assertNoSecretInReport();
    }

    /** What is written first is refused; nothing is broken, and the drill after it is not begun. */
    @Test
    void account_that_may_only_read_is_told_by_the_drill_that_it_keeps_from_being_held() throws IOException {
        int before = asked();

        Map<String, Judgement> judgements = hold("reader", "READER");

        assertThat(judgements).containsKeys("A01-one-silenced", "A05-way-of-a-page");
        assertThat(judgements.values().stream().filter(each -> each.id().matches("(A01|A05)-.*")))
                .as(String.join("\n", said))
                .allSatisfy(each -> assertThat(each.verdict()).isInstanceOf(Verdict.Inconclusive.class));
        assertThat(said)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("drill 'one silenced' is not held: ")
                        .contains("/a/api/v2/silences", "403"));
        assertThat(asked(before)).noneMatch(line -> line.contains("alerts 200") && line.contains(" POST "));
        assertThat(new AlertmanagerClient(staging.stack.endpoints().alertmanager()).silences())
                .noneMatch(silence -> !silence.state().equals("expired"));
        assertThat(staging.isDown()).isFalse();
        assertNoSecretInReport();
    }

    @Test
    void wrong_password_keeps_everything_from_being_done() throws IOException {
        int before = asked();

        Map<String, Judgement> judgements = hold("firedrill", "OTHER");

        assertThat(judgements.get("A01-one-silenced")).isNotNull();
        assertThat(said).anySatisfy(line -> assertThat(line).startsWith("it is not watched: it takes a prometheus"));
        assertThat(asked(before)).isNotEmpty().allMatch(line -> line.contains(" GET ") && line.endsWith(" 401"));
    }

    private void assertNoSecretInReport() throws IOException {
        assertThat(EvidenceFile.read(folder.resolve("report/readiness.json"), Readiness.class)
                        .notes())
                .isNotEmpty();
        try (Stream<Path> files = Files.walk(folder.resolve("report"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("s3cret-of-"));
        }
        assertThat(said).noneMatch(line -> line.contains("s3cret-of-"));
    }
}
