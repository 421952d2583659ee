package io.firedrill.stacks.observe;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.Level.Course;
import io.firedrill.evidence.Level.Point;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendPollerTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");

    private final FakeApi api = new FakeApi();
    private final SettableClock clock = new SettableClock(ZERO.minusSeconds(1));
    private final SendPoller poller = new SendPoller(new AlertmanagerClient(api.base()), clock);

    @AfterEach
    void stop() {
        poller.close();
        api.close();
    }

    private void poll(long second, int webhook) {
        clock.set(ZERO.plusSeconds(second));
        api.get("/metrics", """
                # TYPE alertmanager_notification_requests_failed_total counter
                alertmanager_notification_requests_failed_total{integration="email"} 0
                alertmanager_notification_requests_failed_total{integration="webhook"} %d
                alertmanager_notification_requests_total{integration="webhook"} 9
                """.formatted(webhook));
        poller.poll();
    }

    @Test
    void each_change_is_a_point() {
        poll(-1, 0);
        poll(1, 0);
        poll(2, 3);
        poll(3, 3);
        poll(4, 4);
        poll(9, 7);

        Level level = poller.fold(ZERO, ZERO.plusSeconds(5));

        assertThat(level.name()).isEqualTo(Level.FAILED_SENDS);
        assertThat(level.courses())
                .containsExactly(
                        new Course(Map.of("integration", "email"), List.of(new Point(ofSeconds(-1), 0))),
                        new Course(
                                Map.of("integration", "webhook"),
                                List.of(
                                        new Point(ofSeconds(-1), 0),
                                        new Point(ofSeconds(2), 3),
                                        new Point(ofSeconds(4), 4))));
    }

    @Test
    void poll_that_fails_is_left_out() {
        poller.poll();

        assertThat(poller.fold(ZERO, ZERO).courses()).isEmpty();
    }
}
