package io.firedrill.stacks.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.evidence.endpoint.EndpointSighting.Switch;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Recording;
import io.firedrill.stacks.observe.RecordingPlan;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus and a real Alertmanager, launched apart, behind nginx with TLS and passwords: as staging is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindProxyIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    @TempDir
    static Path folder;

    private final ServerSocket deaf = listening();
    private final int open = freePort();
    private final int expired = freePort();
    private final int mutual = freePort();
    private Stack stack;
    private Process nginx;

    @BeforeAll
    void stand() throws IOException {
        assumeTrue(Files.isExecutable(NGINX), "nginx is not installed; .ci/run installs it");
        stack = Stack.launch(
                Workspace.read(Path.of("src/test/resources/tiny")),
                new Settings(Map.of("firedrill.stack", "native")),
                line -> {});
        certificates();
        Files.writeString(folder.resolve("passwords"), "firedrill:{PLAIN}s3cret\n");
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
                .untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), mutual).close());
    }

    @AfterAll
    void end() throws IOException, InterruptedException {
        deaf.close();
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
        if (stack != null) {
            stack.close();
        }
    }

    private static void certificates() throws IOException {
        HeldCertificate authority =
                new HeldCertificate.Builder().certificateAuthority(0).build();
        long now = System.currentTimeMillis();
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        write("server", new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName("localhost"));
        write(
                "expired",
                new HeldCertificate.Builder()
                        .signedBy(authority)
                        .addSubjectAlternativeName("localhost")
                        .validityInterval(now - 200_000_000L, now - 100_000_000L));
        write("client", new HeldCertificate.Builder().signedBy(authority).commonName("firedrill"));
    }

    private static void write(String name, HeldCertificate.Builder builder) throws IOException {
        HeldCertificate held = builder.build();
        Files.writeString(folder.resolve(name + ".pem"), held.certificatePem());
        Files.writeString(folder.resolve(name + ".key"), held.privateKeyPkcs8Pem());
    }

    private String configuration() {
        String password = "auth_basic monitoring; auth_basic_user_file %s;".formatted(folder.resolve("passwords"));
        String clients = "ssl_client_certificate %s/ca.pem; ssl_verify_client on;\n".formatted(folder);
        String locations =
                """
                location /p/ { proxy_pass %s/; }
                location /p/api/v1/status/config { return 403; }
                location /a/ { proxy_pass %s/; }
                location /deaf/ { proxy_pass http://127.0.0.1:%d/; }
                """.formatted(stack.endpoints().prometheus(), stack.endpoints().alertmanager(), deaf.getLocalPort());
        return """
                daemon off;
                user %5$s;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                  log_format asked '$server_port $request_method $uri $status';
                  access_log %1$s/access.log asked;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/x; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                %2$s%3$s%4$s}
                """.formatted(
                        folder,
                        server(open, "server", password + locations),
                        server(expired, "expired", password + locations),
                        server(mutual, "server", clients + locations),
                        System.getProperty("user.name"));
    }

    private String server(int port, String certificate, String rest) {
        return "server { listen 127.0.0.1:%d ssl; ssl_certificate %s/%s.pem; ssl_certificate_key %s/%s.key;\n%s}\n"
                .formatted(port, folder, certificate, folder, certificate, rest);
    }

    private List<EndpointSighting> examined(String yaml) throws IOException {
        return new Examiner(Clock.systemUTC(), Duration.ofSeconds(2))
                .examine(system(yaml))
                .endpoints();
    }

    private static RemoteSystem system(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("staging.yaml"), "remote:\n" + yaml);
        return RemoteSystem.read(file, name -> Map.of("PASSWORD", "s3cret").getOrDefault(name, "guessed"));
    }

    private static String endpoint(String name, int port, String path, String more) {
        return "  %s: {url: 'https://localhost:%d%s', ca: ca.pem, %s}\n".formatted(name, port, path, more);
    }

    private static String password(String variable) {
        return "basic: {user: firedrill, password: {env: " + variable + "}}";
    }

    private static List<Answer> answers(EndpointSighting endpoint) {
        return endpoint.questions().stream().map(Question::answer).toList();
    }

    @Test
    void staging_is_seen_through_its_proxy_and_sent_nothing_but_a_few_gets() throws IOException {
        int before = asked(open).size();
        List<EndpointSighting> seen = examined(endpoint("prometheus", open, "/p", password("PASSWORD"))
                + endpoint("alertmanager", open, "/a", password("PASSWORD")));

        EndpointSighting prometheus = seen.get(0);
        assertThat(prometheus.version()).contains("3.16.0");
        assertThat(answers(prometheus))
                .as("the page of the configuration is not for this user")
                .containsExactly(Answer.GIVEN, Answer.GIVEN, Answer.GIVEN, Answer.REFUSED, Answer.GIVEN);
        assertThat(prometheus.clock().orElseThrow().ahead().abs()).isLessThan(Duration.ofSeconds(2));
        assertThat(prometheus.switches())
                .containsExactly(
                        new Switch("web.enable-admin-api", "false"), new Switch("web.enable-lifecycle", "false"));
        assertThat(seen.get(1).version()).contains("0.34.2");
        assertThat(answers(seen.get(1))).containsOnly(Answer.GIVEN);
        assertThat(seen).allSatisfy(each -> {
            assertThat(each.anonymous().map(Question::answer)).contains(Answer.REFUSED);
            assertThat(each.certificate().problem()).isEmpty();
            assertThat(each.texts()).isPositive();
        });
        List<String> asked = asked(open).subList(before, asked(open).size());
        assertThat(asked).allMatch(line -> line.contains(" GET "));
        assertThat(asked.stream().filter(line -> line.contains("/p/")))
                .hasSizeLessThanOrEqualTo(Examiner.MOST_REQUESTS);
    }

    @Test
    void wrong_password_is_refused_everywhere() throws IOException {
        EndpointSighting seen =
                examined(endpoint("prometheus", open, "/p", password("OTHER"))).get(0);

        assertThat(answers(seen).subList(0, 3)).containsOnly(Answer.REFUSED);
        assertThat(seen.questions().get(0).told()).isEqualTo("401 Unauthorized");
    }

    @Test
    void expired_certificate_is_seen_and_no_password_is_shown_to_its_owner() throws IOException {
        EndpointSighting seen = examined(endpoint("prometheus", expired, "/p", password("PASSWORD")))
                .get(0);

        assertThat(seen.certificate().problem().orElseThrow()).startsWith("it expired at ");
        assertThat(answers(seen)).containsExactly(Answer.FAILED);
        assertThat(asked(expired)).isEmpty();
    }

    @Test
    void certificate_of_the_client_opens_and_its_lack_is_a_refusal() throws IOException {
        EndpointSighting seen = examined(
                        endpoint("prometheus", mutual, "/p", "certificate: client.pem, key: client.key"))
                .get(0);

        assertThat(answers(seen)).startsWith(Answer.GIVEN);
        assertThat(seen.anonymous().map(Question::answer)).contains(Answer.REFUSED);
    }

    @Test
    void endpoint_that_hangs_is_left_alone() throws IOException {
        EndpointSighting seen = examined(endpoint("prometheus", open, "/deaf", password("PASSWORD")))
                .get(0);

        assertThat(seen.questions())
                .singleElement()
                .satisfies(each -> assertThat(each.told()).isEqualTo("no answer within 2.0 s"));
    }

    @Test
    void client_of_prometheus_goes_through_as_well() throws IOException {
        RemoteSystem system = system(endpoint("prometheus", open, "/p", password("PASSWORD")));

        assertThat(new PrometheusClient(
                                system.of(EndpointKind.PROMETHEUS).get(0).access())
                        .rules())
                .isNotEmpty();
    }

    @Test
    void system_is_watched_through_its_proxy_by_queries_alone() throws IOException {
        int before = asked(open).size();
        RemoteSystem system = system(endpoint("prometheus", open, "/p", password("PASSWORD"))
                + endpoint("alertmanager", open, "/a", password("PASSWORD")));
        StackInfo info = new StackInfo("remote", "asked for", 1, List.of());
        RecordingPlan plan = new RecordingPlan(List.of(), List.of(), List.of(), List.of(), true, false, Set.of());

        Evidence seen;
        try (Recording recording =
                Recorder.watching(system, List.of(), Duration.ofSeconds(1)).begin(plan)) {
            Instant zero = Instant.now();
            recording.zero(zero);
            DrillInfo drill = new DrillInfo("watch", "watch", "Nothing.", zero, Duration.ofSeconds(5));
            seen = recording.finish(drill, info, List.of(), List.of(), List.of());
        }

        assertThat(seen.metrics().targets())
                .isNotEmpty()
                .allSatisfy(target -> assertThat(target.samples()).isPositive());
        assertThat(seen.gaps())
                .anySatisfy(gap -> assertThat(gap.witness()).isEqualTo(Witness.INBOX))
                .noneSatisfy(gap -> assertThat(gap.witness()).isEqualTo(Witness.ALERTMANAGER));
        List<String> asked = asked(open).subList(before, asked(open).size());
        assertThat(asked)
                .as("read-only")
                .allMatch(line -> line.contains(" GET ") || line.contains(" POST /p/api/v1/query"));
        System.out.println("a read-only watch of 5 s sent " + asked.size() + " requests");
    }

    private static List<String> asked(int port) throws IOException {
        Path log = folder.resolve("access.log");
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.filter(line -> line.startsWith(port + " ")).toList();
        }
    }

    private static ServerSocket listening() {
        try {
            ServerSocket socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = listening()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
