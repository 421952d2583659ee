package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Disclosures.Kind;
import io.firedrill.evidence.error.ErrorEvent;
import io.firedrill.evidence.error.ErrorEvidence;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.sentry.SentryStandIn;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.protocol.User;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Sentry's own SDK sends is taken, and told again by the API. */
class SentryStandInTest {
    private final SentryStandIn sentry = SentryStandIn.start(InetAddress.getLoopbackAddress(), Clock.systemUTC());
    private final SentryClient client = new SentryClient(sentry.url(), "acme", "shop", "token");
    private final Gaps gaps = new Gaps();

    @AfterEach
    void stop() {
        Sentry.close();
        sentry.close();
    }

    private void init(int port) {
        Sentry.init(options -> {
            options.setDsn("http://key@127.0.0.1:" + port + "/1");
            options.setRelease("shop@1");
            options.setEnvironment("production");
            options.setEnableUncaughtExceptionHandler(false);
            options.setMaxQueueSize(1000);
            options.addInAppInclude("io.firedrill");
        });
    }

    private void captured(int times, Consumer<SentryEvent> change) {
        for (int i = 0; i < times; i++) {
            SentryEvent event = new SentryEvent(new IllegalStateException("no answer " + i));
            change.accept(event);
            Sentry.captureEvent(event);
        }
        Sentry.flush(5000);
    }

    private ErrorEvidence read() {
        return ErrorReader.begin(Optional.of(client), Duration.ofMillis(100), gaps)
                .read(Instant.EPOCH, text -> Optional.empty());
    }

    @Test
    void event_of_the_sdk_is_told_with_release_environment_and_trace() {
        init(sentry.address().getPort());
        captured(1, event -> {});

        assertThat(read().events()).singleElement().satisfies(event -> {
            assertThat(event.title()).isEqualTo("IllegalStateException: no answer 0");
            assertThat(event.release()).contains("shop@1");
            assertThat(event.environment()).contains("production");
            assertThat(event.traceId())
                    .hasValueSatisfying(trace -> assertThat(trace).hasSize(32));
            assertThat(event.leaks()).isEmpty();
        });
    }

    @Test
    void repeats_are_one_issue_also_with_other_texts_and_fingerprints_part_them() {
        init(sentry.address().getPort());
        captured(3, event -> {});
        assertThat(read().events())
                .extracting(ErrorEvent::issue)
                .hasSize(3)
                .containsOnly(read().events().get(0).issue());

        captured(
                2,
                event -> event.setFingerprints(
                        List.of("{{ default }}", event.getEventId().toString())));
        assertThat(read().events())
                .extracting(ErrorEvent::issue)
                .hasSize(5)
                .satisfies(issues -> assertThat(Set.copyOf(issues)).hasSize(3));
    }

    @Test
    void more_events_than_a_page_are_all_told_in_order() {
        init(sentry.address().getPort());
        captured(250, event -> event.setTag("number", "x"));

        assertThat(read().events()).hasSize(250).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void person_and_secret_are_found_and_the_title_is_covered() {
        init(sentry.address().getPort());
        captured(1, event -> {
            User user = new User();
            user.setEmail("jo@example.com");
            event.setUser(user);
            event.setExtra("header", "Bearer hunter2");
        });

        ErrorEvidence read = ErrorReader.begin(Optional.of(client), Duration.ofMillis(100), gaps)
                .read(
                        Instant.EPOCH,
                        text -> text.contains("hunter2") || text.contains("no answer")
                                ? Optional.of(Kind.SECRET)
                                : Optional.empty());

        assertThat(read.events().get(0).leaks()).contains("a secret in context.header", "a person in user.email");
        assertThat(read.toString()).doesNotContain("hunter2", "jo@example.com", "no answer");
    }

    /** What was dropped goes along with the next. */
    @Test
    void what_the_sdk_dropped_is_told_with_the_next_report_and_what_it_dropped_before_is_not_counted()
            throws IOException {
        ErrorReader reader = ErrorReader.begin(Optional.of(client), Duration.ofMillis(100), gaps);
        MockWebServer out = new MockWebServer();
        out.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return out.getRequestCount() <= 4 ? status(503) : passedOn(request);
            }
        });
        try (out) {
            out.start(InetAddress.getLoopbackAddress(), 0);
            init(out.getPort());
            captured(5, event -> {});
        }

        ErrorEvidence read = reader.read(Instant.EPOCH, text -> Optional.empty());
        assertThat(read.events()).hasSize(1);
        assertThat(read.discarded()).containsEntry("send_error", 4L);
        assertThat(read().discarded()).as("it was before").isEmpty();
    }

    /** For a second the SDK drops what it has, and tells so with the next report; what was turned away only the tracker knows. */
    @Test
    void error_that_is_turned_away_is_counted_and_what_the_sdk_holds_back_is_told() {
        ErrorReader reader = ErrorReader.begin(Optional.of(client), Duration.ofMillis(100), gaps);
        init(sentry.address().getPort());
        sentry.limit(true);
        captured(1, event -> {});
        captured(3, event -> {});
        sentry.limit(false);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            captured(1, event -> {});
            return !client.events(Instant.EPOCH).isEmpty();
        });

        ErrorEvidence read = reader.read(Instant.EPOCH, text -> Optional.empty());
        assertThat(read.events()).hasSize(1);
        assertThat(read.discarded()).containsEntry("rate_limited", 1L);
        assertThat(read.discarded().get("ratelimit_backoff")).isGreaterThanOrEqualTo(3);
    }

    private static MockResponse status(int code) {
        return new MockResponse.Builder().code(code).build();
    }

    private MockResponse passedOn(RecordedRequest request) {
        try {
            return status(posted(
                    request.getHeaders().get("X-Sentry-Auth"),
                    request.getHeaders().get("Content-Encoding"),
                    HttpRequest.BodyPublishers.ofByteArray(request.getBody().toByteArray())));
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_shows_no_key_or_no_token_is_refused_and_what_is_no_envelope_too() throws Exception {
        assertThat(posted("", "{}\n")).isEqualTo(401);
        assertThat(posted("Sentry sentry_version=7, sentry_key=key", "no envelope"))
                .isEqualTo(400);
        assertThat(posted("Sentry sentry_version=7, sentry_key=key", "{}\n{\"type\":\"event\",\"length\":99}\n{}"))
                .isEqualTo(400);
        assertThat(posted("Sentry sentry_version=7, sentry_key=key", "{}\n{\"type\":\"wonder\"}\n{\"a\":1}\n"))
                .as("what it does not know is taken")
                .isEqualTo(200);
        assertThatThrownBy(() -> new SentryClient(sentry.url(), "acme", "shop", "").discarded())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("401");
    }

    @Test
    void error_tracker_that_does_not_answer_is_a_gap() {
        ErrorReader reader = ErrorReader.begin(Optional.of(client), Duration.ofMillis(100), gaps);
        sentry.close();

        assertThat(reader.read(Instant.EPOCH, text -> Optional.empty()).asked()).isTrue();
        assertThat(gaps.list()).hasSize(1);
    }

    private int posted(String auth, String body) throws IOException, InterruptedException {
        return posted(auth, "identity", HttpRequest.BodyPublishers.ofString(body));
    }

    private int posted(String auth, String encoding, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sentry.url() + "/api/1/envelope/"))
                .header("X-Sentry-Auth", auth)
                .header("Content-Encoding", encoding)
                .POST(body)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
