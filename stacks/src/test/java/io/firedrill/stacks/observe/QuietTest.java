package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.inbox.Inbox;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuietTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_000);
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Duration CALM = Duration.ofMillis(600);
    private static final Duration SOON = Duration.ofMillis(10);
    private static final Set<String> NOBODY = Set.of();

    private final FakeApi api = new FakeApi();
    private final Inbox inbox = Inbox.start(InetAddress.getLoopbackAddress());
    private final Quiet quiet =
            new Quiet(new PrometheusClient(api.base()), new AlertmanagerClient(api.base()), inbox, CLOCK);

    QuietTest() {
        api.get("/api/v1/alerts", FakeApi.success("{\"alerts\":[]}"));
        api.get("/api/v2/alerts/groups", "[]");
        api.get("/api/v2/status", "{\"config\":{\"original\":\"route: {receiver: a}\\nreceivers: [{name: a}]\"}}");
        pending("");
    }

    @AfterEach
    void stop() {
        api.close();
        inbox.close();
    }

    @Test
    void stack_without_an_alert_is_quiet() {
        quiet.await(NOBODY, CALM, SOON);

        assertThat(quiet.recent(NOBODY, CALM)).isEmpty();
    }

    @Test
    void alert_that_was_pending_a_moment_ago_is_no_calm() {
        pending("[999.5,\"1\"]");

        assertThat(quiet.recent(NOBODY, CALM)).containsExactly("TargetDown was active a moment ago");
        assertThatThrownBy(() -> quiet.await(NOBODY, CALM, SOON))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("TargetDown was active a moment ago");
    }

    @Test
    void alert_that_was_pending_before_is_forgotten() {
        pending("[999.3,\"1\"]");

        assertThat(quiet.recent(NOBODY, CALM)).isEmpty();
    }

    @Test
    void alert_that_may_always_be_there_disturbs_nobody() {
        pending("[999.5,\"1\"]");

        assertThat(quiet.recent(Set.of("TargetDown"), CALM)).isEmpty();
    }

    @Test
    void begin_of_a_drill_asks_for_now_alone() {
        pending("[999.5,\"1\"]");

        assertThat(quiet.recent(NOBODY, Duration.ZERO)).isEmpty();
    }

    private void pending(String samples) {
        String series =
                "{\"metric\":{\"alertname\":\"TargetDown\",\"alertstate\":\"pending\"},\"values\":[" + samples + "]}";
        api.on(
                "GET /api/v1/query",
                request -> FakeApi.response(
                        200,
                        FakeApi.success("{\"resultType\":\"matrix\",\"result\":["
                                + (request.getTarget().contains("firing") || samples.isEmpty() ? "" : series) + "]}")));
    }
}
