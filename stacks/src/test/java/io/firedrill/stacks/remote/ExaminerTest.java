package io.firedrill.stacks.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.endpoint.CertificateSighting.Protection;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.EndpointSighting.Leak;
import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.evidence.endpoint.EndpointSighting.Switch;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS for real, and answers as a Prometheus behind a proxy does. */
class ExaminerTest {
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final String TOKEN = "Bearer t0ps3cret";

    @TempDir
    Path folder;

    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private final MockWebServer server = new MockWebServer();
    private final Map<String, MockResponse> answers = new HashMap<>();

    @BeforeEach
    void answerAsPrometheus() {
        answers.put(
                "/api/v1/query", json("{\"data\":{\"resultType\":\"scalar\",\"result\":[0,\"" + seconds() + "\"]}}"));
        answers.put("/api/v1/rules", json("{\"data\":{\"groups\":[{\"rules\":[{},{}]}]}}"));
        answers.put("/api/v1/targets", json("{\"data\":{\"activeTargets\":[{}]}}"));
        answers.put("/api/v1/status/config", json("{\"data\":{\"yaml\":\"global: {}\"}}"));
        answers.put(
                "/api/v1/status/flags",
                json("{\"data\":{\"web.enable-admin-api\":\"true\",\"web.enable-lifecycle\":\"false\",\"x\":\"y\"}}"));
        answers.put("/api/v1/status/buildinfo", json("{\"data\":{\"version\":\"3.16.0\"}}"));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return TOKEN.equals(request.getHeaders().get("Authorization"))
                        ? answers.getOrDefault(
                                request.getUrl().encodedPath(),
                                new MockResponse.Builder().code(404).build())
                        : new MockResponse.Builder().code(401).build();
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void secret_in_the_attribute_of_a_span_is_told_by_its_name() throws IOException {
        answers.put("/api/services", json("{\"data\":[\"gateway\"]}"));
        answers.put(
                "/api/traces",
                json(
                        "{\"data\":[{\"spans\":[{\"tags\":[{\"key\":\"http.header\",\"value\":\"sk-0123456789abcdef0123\"}]}]}]}"));
        serve(certificate().build());

        EndpointSighting seen = examined("traces", ", backend: jaeger, bearer: {env: TOKEN}");

        assertThat(seen.leaks())
                .containsExactly(new Leak("/api/traces (attribute http.header)", "a key of an LLM provider", ""));
    }

    @Test
    void names_of_services_are_no_search_for_secrets_in_spans() throws IOException {
        answers.put("/api/services", json("{\"data\":[\"gateway\"]}"));
        serve(certificate().build());

        assertThat(examined("traces", ", backend: jaeger, bearer: {env: TOKEN}").texts())
                .isZero();
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder().body(body).build();
    }

    private static String seconds() {
        return String.valueOf(System.currentTimeMillis() / 1000.0);
    }

    private HeldCertificate.Builder certificate() {
        return new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName("localhost");
    }

    private void serve(HeldCertificate shown) throws IOException {
        server.useHttps(new HandshakeCertificates.Builder()
                .heldCertificate(shown)
                .build()
                .sslSocketFactory());
        server.start(InetAddress.getByName("localhost"), 0);
    }

    private EndpointSighting examined(String more) throws IOException {
        return examined("prometheus", more);
    }

    private EndpointSighting examined(String kind, String more) throws IOException {
        Files.writeString(folder.resolve("ca.pem"), authority.certificatePem());
        Path file = Files.writeString(
                folder.resolve("staging.yaml"),
                "remote:\n  " + kind + ": {url: 'https://localhost:" + server.getPort() + "', ca: ca.pem" + more
                        + "}\n");
        RemoteSystem system = RemoteSystem.read(file, name -> name.equals("TOKEN") ? "t0ps3cret" : "wrong");
        return new Examiner(Clock.systemUTC(), PATIENCE)
                .examine(system)
                .endpoints()
                .get(0);
    }

    private EndpointSighting examined() throws IOException {
        return examined(", bearer: {env: TOKEN}");
    }

    @Test
    void endpoint_that_answers_is_told_with_version_clock_certificate_and_switches() throws IOException {
        serve(certificate().build());

        EndpointSighting seen = examined();

        assertThat(seen.version()).contains("3.16.0");
        assertThat(seen.questions())
                .extracting(each -> each.topic() + " " + each.answer() + " " + each.told())
                .containsExactly(
                        "queries GIVEN answered",
                        "rules GIVEN 2 alerting rules",
                        "targets GIVEN 1 target",
                        "configuration GIVEN can be read",
                        "flags GIVEN can be read");
        assertThat(seen.anonymous()).map(Question::answer).contains(Answer.REFUSED);
        assertThat(seen.clock().orElseThrow().ahead()).isBetween(Duration.ofSeconds(-30), Duration.ofSeconds(1));
        assertThat(seen.certificate().problem()).isEmpty();
        assertThat(seen.certificate().protection()).isEqualTo(Protection.TLS);
        assertThat(seen.switches())
                .containsExactly(
                        new Switch("web.enable-admin-api", "true"), new Switch("web.enable-lifecycle", "false"));
        assertThat(seen.leaks()).isEmpty();
        assertThat(seen.texts()).isPositive();
        assertThat(server.getRequestCount()).isLessThanOrEqualTo(Examiner.MOST_REQUESTS);
    }

    @Test
    void nothing_but_get_is_ever_sent_and_the_secret_only_where_it_belongs() throws Exception {
        serve(certificate().build());
        examined();

        int anonymous = 0;
        for (int i = server.getRequestCount(); i > 0; i--) {
            RecordedRequest request = server.takeRequest(1, TimeUnit.SECONDS);
            assertThat(request.getMethod()).isEqualTo("GET");
            anonymous += request.getHeaders().get("Authorization") == null ? 1 : 0;
        }
        assertThat(anonymous).isOne();
    }

    @Test
    void wrong_credentials_are_refused_by_their_status() throws IOException {
        serve(certificate().build());

        assertThat(examined(", bearer: {env: OTHER}").questions())
                .allSatisfy(each -> assertThat(each.answer()).isEqualTo(Answer.REFUSED))
                .first()
                .satisfies(each -> assertThat(each.told()).startsWith("401"));
    }

    @Test
    void missing_permission_is_told_of_the_page_that_it_is_missing_for() throws IOException {
        answers.put(
                "/api/v1/status/config", new MockResponse.Builder().code(403).build());
        serve(certificate().build());

        EndpointSighting seen = examined();

        assertThat(seen.gives("configuration")).isFalse();
        assertThat(seen.gives("rules")).isTrue();
    }

    @Test
    void login_page_in_the_place_of_an_answer_is_none() throws IOException {
        answers.put(
                "/api/v1/query",
                new MockResponse.Builder().body("<html>Sign in</html>").build());
        answers.put(
                "/api/v1/rules",
                new MockResponse.Builder()
                        .code(302)
                        .setHeader("Location", "https://sso.example.com/login?state=abc")
                        .build());
        serve(certificate().build());

        assertThat(examined().questions())
                .extracting(each -> each.answer() + " " + each.told())
                .startsWith(
                        "FAILED answered a page for people, and no JSON",
                        "REFUSED 302 to https://sso.example.com/login");
    }

    @Test
    void endpoint_that_hangs_is_left_after_one_question() throws IOException {
        answers.put(
                "/api/v1/query",
                new MockResponse.Builder().headersDelay(20, TimeUnit.SECONDS).build());
        serve(certificate().build());

        EndpointSighting seen = examined();

        assertThat(seen.questions()).singleElement().satisfies(each -> {
            assertThat(each.answer()).isEqualTo(Answer.FAILED);
            assertThat(each.told()).isEqualTo("no answer within 1.5 s");
        });
        assertThat(seen.version()).isEmpty();
    }

    @Test
    void expired_certificate_is_seen_although_no_client_would_go_on() throws IOException {
        long now = System.currentTimeMillis();
        serve(certificate()
                .validityInterval(now - 200_000_000L, now - 100_000_000L)
                .build());

        EndpointSighting seen = examined();

        assertThat(seen.certificate().problem().orElseThrow()).startsWith("it expired at ");
        assertThat(seen.questions())
                .singleElement()
                .satisfies(each -> assertThat(each.told()).startsWith("the TLS handshake failed: "));
    }

    @Test
    void certificate_for_another_name_and_one_of_a_stranger_are_told_apart() throws IOException {
        serve(new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName("prometheus.example.com")
                .build());
        assertThat(examined().certificate().problem()).contains("it is not for localhost");
        assertThat(examinedTrustingTheJvm().certificate().problem()).contains("it is not for localhost");
    }

    @Test
    void certificate_of_a_stranger_is_told() throws IOException {
        serve(certificate().build());
        assertThat(examinedTrustingTheJvm().certificate().problem()).contains("nobody who is trusted has signed it");
    }

    private EndpointSighting examinedTrustingTheJvm() throws IOException {
        Path file = Files.writeString(
                folder.resolve("other.yaml"),
                "remote:\n  prometheus: {url: 'https://localhost:" + server.getPort() + "', bearer: {env: TOKEN}}\n");
        return new Examiner(Clock.systemUTC(), PATIENCE)
                .examine(RemoteSystem.read(file, name -> "t0ps3cret"))
                .endpoints()
                .get(0);
    }

    @Test
    void secrets_that_lie_open_are_found_and_not_kept() throws IOException {
        String yaml = String.join(
                "\\n",
                "remote_write:",
                "- url: https://bob:hunter22@metrics.example.com",
                "  password: <secret>",
                "- url: https://bob:<secret>@other.example.com",
                "  password_file: /etc/pw",
                "  token: abcdef123");
        answers.put("/api/v1/status/config", json("{\"data\":{\"yaml\":\"" + yaml + "\"}}"));
        answers.put("/api/v1/targets", json("""
                {"data":{"activeTargets":[{"labels":{"key":"AKIAIOSFODNN7EXAMPLE"}}]}}"""));
        serve(certificate().build());

        EndpointSighting seen = examined();

        assertThat(seen.leaks())
                .containsExactlyInAnyOrder(
                        new Leak("/api/v1/targets", "a key of AWS", ""),
                        new Leak("/api/v1/status/config", "a password in a URL", "line 2"),
                        new Leak("/api/v1/status/config", "a secret by name", "line 6"));
        assertThat(seen.toString()).doesNotContain("hunter22", "abcdef123", "AKIAIOSFODNN7EXAMPLE", "t0ps3cret");
    }

    @Test
    void sentry_is_asked_for_its_organisations_and_langsmith_for_its_projects() throws IOException {
        answers.put("/api/0/organizations/", json("[{\"slug\":\"acme\"}]"));
        answers.put("/api/v1/sessions", json("[{\"name\":\"default\"}]"));
        answers.put("/api/v1/info", json("{\"version\":\"0.10.2\"}"));
        serve(certificate().build());

        EndpointSighting sentry = examined("sentry", ", bearer: {env: TOKEN}");
        EndpointSighting langsmith = examined("langsmith", ", bearer: {env: TOKEN}");

        assertThat(sentry.questions())
                .extracting(each -> each.topic() + " " + each.answer() + " " + each.told())
                .containsExactly("organisations GIVEN 1 organisation");
        assertThat(sentry.anonymous().map(Question::answer)).contains(Answer.REFUSED);
        assertThat(langsmith.questions())
                .extracting(each -> each.topic() + " " + each.answer())
                .containsExactly("projects GIVEN");
        assertThat(langsmith.version()).contains("0.10.2");
    }

    @Test
    void helicone_is_asked_for_its_schema_and_says_what_is_wrong_with_200_too() throws IOException {
        answers.put(
                "/v1/helicone-sql/schema",
                json("{\"data\":[{\"table_name\":\"request_response_rmt\"}],\"error\":null}"));
        serve(certificate().build());

        assertThat(examined("helicone", ", bearer: {env: TOKEN}").questions())
                .extracting(each -> each.topic() + " " + each.told())
                .containsExactly("schema 1 table");
        answers.put("/v1/helicone-sql/schema", json("{\"data\":null,\"error\":\"[FEATURE_NOT_ENABLED] no access\"}"));
        assertThat(examined("helicone", ", bearer: {env: TOKEN}").questions())
                .extracting(Question::told)
                .containsExactly("[FEATURE_NOT_ENABLED] no access");
    }

    @Test
    void alertmanager_is_asked_whether_it_counts_what_it_tells() throws IOException {
        answers.put("/api/v2/status", json("{\"versionInfo\":{\"version\":\"0.34.2\"}}"));
        answers.put("/api/v2/alerts", json("[]"));
        answers.put("/api/v2/silences", json("[]"));
        answers.put("/metrics", json("# HELP alertmanager_build_info A metric\nalertmanager_build_info 1\n"));
        serve(certificate().build());

        EndpointSighting seen = examined("alertmanager", ", bearer: {env: TOKEN}");
        assertThat(seen.gives("metrics")).isTrue();
        assertThat(seen.questions()).extracting(Question::told).contains("1 metric can be read");

        answers.put("/metrics", json("<html>Log in</html>"));
        assertThat(examined("alertmanager", ", bearer: {env: TOKEN}").gives("metrics"))
                .isFalse();
    }
}
