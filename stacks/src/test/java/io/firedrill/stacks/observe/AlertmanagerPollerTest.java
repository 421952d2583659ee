package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.SilenceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerPollerTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:00Z");

    private final FakeApi api = new FakeApi();
    private final SettableClock clock = new SettableClock(ZERO);
    private final AlertmanagerPoller poller = new AlertmanagerPoller(
            new AlertmanagerClient(api.base()), Witness.ALERTMANAGER, "alertmanager", clock, ofMillis(100));

    @AfterEach
    void stop() {
        poller.close();
        api.close();
    }

    /** An alarm that came in between would else look as if the silence had let it through. */
    @Test
    void silence_is_not_seen_before_it_was_answered() {
        api.get("/api/v2/alerts", "[]").get("/api/v2/alerts/groups", "[]").on("GET /api/v2/silences", request -> {
            clock.set(ZERO.plusMillis(5));
            return FakeApi.response(200, "[{\"id\":\"s\",\"status\":{\"state\":\"active\"}}]");
        });

        poller.poll();

        SilenceRecord seen = poller.silences().complete(planned(), ZERO, ZERO.plusSeconds(9), List.of());
        assertThat(seen.activeFrom()).contains(ofMillis(5));
    }

    /** The list of alerts says nothing of time intervals, only the groups do; one of two groups is open. */
    @Test
    void view_tells_what_mutes_it_towards_each_receiver() {
        String alert =
                "{\"fingerprint\":\"a\",\"labels\":{\"alertname\":\"Slow\"},\"status\":{\"state\":\"active\",%s\"x\":1}}";
        String group = "{\"receiver\":{\"name\":\"%s\"},\"alerts\":[" + alert + "]}";
        String muted = "\"mutedBy\":[\"nights\"],";
        api.get("/api/v2/silences", "[]")
                .get("/api/v2/alerts", "[" + alert.formatted("") + "]")
                .get(
                        "/api/v2/alerts/groups",
                        "[" + group.formatted("tickets", muted) + "," + group.formatted("default", muted) + ","
                                + group.formatted("default", "") + "]");

        poller.poll();

        assertThat(poller.alerts().fold(ZERO, ZERO.plusSeconds(1), new Source("alertmanager", "x")))
                .singleElement()
                .satisfies(seen -> assertThat(seen.views())
                        .singleElement()
                        .satisfies(view -> assertThat(view.mutedBy()).isEqualTo(Map.of("tickets", List.of("nights")))));
    }

    @Test
    void every_silence_that_was_not_over_before_is_kept_as_it_was_last_seen() {
        api.get("/api/v2/alerts", "[]")
                .get("/api/v2/alerts/groups", "[]")
                .get("/api/v2/silences", "[" + silence("old", "expired") + silence(",new", "active") + "]");
        poller.poll();
        clock.set(ZERO.plusMillis(100));
        api.get("/api/v2/silences", "[" + silence("new", "expired") + "]");
        poller.poll();

        assertThat(poller.silences().standing(ZERO, new Source("alertmanager", "silences")))
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.id()).isEqualTo("new");
                    assertThat(seen.matchers()).containsExactly("service=\"x\"");
                    assertThat(seen.state()).isEqualTo("expired");
                    assertThat(seen.comment()).isEmpty();
                    assertThat(seen.author()).isEqualTo("me");
                    assertThat(seen.endsAt()).isEqualTo(ofSeconds(60));
                    assertThat(seen.lastSeen()).isEqualTo(ofMillis(100));
                });
    }

    private static String silence(String id, String state) {
        return (id.startsWith(",") ? "," : "") + "{\"id\":\"" + id.replace(",", "")
                + "\",\"createdBy\":\"me\",\"comment\":\"\","
                + "\"matchers\":[{\"name\":\"service\",\"value\":\"x\",\"isRegex\":false,\"isEqual\":true}],"
                + "\"startsAt\":\"" + ZERO + "\",\"endsAt\":\"" + ZERO.plusSeconds(60) + "\","
                + "\"status\":{\"state\":\"" + state + "\"}}";
    }

    @Test
    void outage_is_a_gap_only_if_it_outlasts_the_tolerance() {
        api.get("/api/v2/silences", "[]").get("/api/v2/alerts", "[]").get("/api/v2/alerts/groups", "[]");
        poller.poll();
        clock.set(ZERO.plusMillis(1000));
        poller.poll();
        assertThat(gaps(ofSeconds(1))).isEmpty();

        api.on("GET /api/v2/alerts", request -> FakeApi.response(503, "busy"));
        clock.set(ZERO.plusMillis(2001));
        poller.poll();
        assertThat(gaps(ofMillis(2001))).singleElement().satisfies(gap -> {
            assertThat(gap.witness()).isEqualTo(Witness.ALERTMANAGER);
            assertThat(gap.reason())
                    .startsWith("no answer from t+1.0s to t+2.0s: ")
                    .contains("503");
        });
    }

    private List<Gap> gaps(Duration end) {
        Gaps gaps = new Gaps();
        poller.report(ZERO, ZERO.plus(end), List.of(), gaps);
        return gaps.list();
    }

    private static SilenceRecord planned() {
        return new SilenceRecord(
                "s",
                "s",
                List.of(),
                ofSeconds(0),
                ofSeconds(5),
                Optional.empty(),
                Optional.empty(),
                "a",
                "c",
                List.of(),
                new Source("alertmanager", "x"));
    }
}
