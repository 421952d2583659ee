package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.fault.PostedAlert;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertPostTest {
    private final FakeApi one = new FakeApi();
    private final FakeApi other = new FakeApi();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> transcript = new ArrayList<>();
    private final AlertPost post = new AlertPost(
            List.of(new AlertmanagerClient(one.base()), new AlertmanagerClient(other.base())),
            new PostedAlert(Map.of("alertname", "DiskFull"), Map.of("summary", "A drill.")),
            Duration.ofMinutes(1),
            transcript::add,
            Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC));

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void alert_is_posted_to_every_alertmanager_marked_and_with_its_end() {
        answering(one, 200);
        answering(other, 200);

        post.on();

        assertThat(bodies)
                .hasSize(2)
                .allSatisfy(body -> assertThat(body)
                        .contains(
                                "\"startsAt\":\"2026-11-27T12:00:00Z\"",
                                "\"endsAt\":\"2026-11-27T12:01:00Z\"",
                                "\"alertname\":\"DiskFull\"",
                                "\"firedrill\":\"posted\"",
                                "\"summary\":\"A drill.\""));
        assertThat(transcript).singleElement().asString().endsWith("was posted until 2026-11-27T12:01:00Z");
    }

    @Test
    void alert_is_ended_before_its_time_and_once() {
        answering(one, 200);
        answering(other, 200);
        post.on();
        bodies.clear();

        post.off();
        post.off();

        assertThat(bodies)
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).contains("\"endsAt\":\"2026-11-27T12:00:00Z\""));
        assertThat(transcript).hasSize(2).last().asString().endsWith("was ended");
    }

    @Test
    void alert_that_was_never_posted_needs_no_end() {
        post.off();

        assertThat(bodies).isEmpty();
        assertThat(transcript).isEmpty();
    }

    @Test
    void alertmanager_that_refuses_it_is_told() {
        answering(one, 200);
        answering(other, 403);

        assertThatThrownBy(post::on).isInstanceOf(StackException.class).hasMessageContaining("403");
        assertThat(transcript)
                .singleElement()
                .asString()
                .endsWith("could not be posted everywhere, and ends by itself");
    }

    private void answering(FakeApi api, int status) {
        api.on("POST /api/v2/alerts", request -> {
            bodies.add(body(request));
            return FakeApi.response(status, "");
        });
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }
}
