package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firedrill.evidence.Configuration;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.alert.Receiver;
import io.firedrill.evidence.alert.Receiver.Integration;
import io.firedrill.evidence.alert.SilenceRecord;
import io.firedrill.stacks.observe.Recorder.Replica;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who tells of deliveries where no inbox sees them. */
class DeliveryWitnessTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:00:10Z");
    private static final Source LOG = new Source("alertmanager event log", "events.jsonl");
    private static final List<Receiver> RECEIVERS =
            List.of(new Receiver("oncall", List.of(new Integration("slack", true))));
    private static final String METRICS = """
            alertmanager_dispatcher_aggregation_groups %d
            alertmanager_notification_requests_total{integration="slack"} %d
            alertmanager_notification_requests_failed_total{integration="slack"} 2
            process_start_time_seconds 1.7e+09
            """;
    private static final String GROUPS = """
            [{"labels":{"job":"shop"},"receiver":{"name":"oncall"},"alerts":[
              {"fingerprint":"f1","labels":{"alertname":"Down"},"receivers":[{"name":"oncall"}],
               "status":{"state":"active","silencedBy":[],"inhibitedBy":[],"mutedBy":[]}}]}]
            """;

    @TempDir
    private Path folder;

    private Path log = Path.of("");
    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();
    private final Replica replica = new Replica("alertmanager", new AlertmanagerClient(api.base()));

    @BeforeEach
    void a_group_that_was_told_once_of_three_attempts() throws IOException {
        log = Files.writeString(folder.resolve("events.jsonl"), "{\"@timestamp\":\"2026-11-24T04:00:00Z\"}\n");
        api.get("/api/v2/alerts/groups", GROUPS).get("/metrics", METRICS.formatted(1, 3));
        date("Tue, 24 Nov 2026 04:00:10 GMT");
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private void date(String text) {
        api.on(
                "GET /api/v2/status",
                request -> new MockResponse.Builder()
                        .code(200)
                        .body("{}")
                        .setHeader("Date", text)
                        .build());
    }

    private static DeliveryWitness.Question question(boolean silenced, LoggedEvent... events) {
        return question(ZERO, ZERO.plusSeconds(60), silenced, events);
    }

    private static DeliveryWitness.Question question(
            Instant zero, Instant end, boolean silenced, LoggedEvent... events) {
        Configuration configuration = new Configuration(
                Duration.ofSeconds(5), Duration.ofSeconds(5), List.of(), List.of(), RECEIVERS, Optional.empty());
        SilenceRecord silence = new SilenceRecord(
                "s",
                "id",
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                "a",
                "b",
                List.of(),
                LOG);
        return new DeliveryWitness.Question(
                zero, ZERO, end, List.of(events), configuration, silenced ? List.of(silence) : List.of());
    }

    private static LoggedEvent event(int second, Kind kind, String alert) {
        return new LoggedEvent(
                new AlertEvent(Duration.ofSeconds(second), kind, Map.of("alertname", alert), "oncall", "slack", LOG),
                "");
    }

    private List<Notification> logged(Replica[] replicas, LoggedEvent... events) {
        Witnesses witnesses = new Witnesses(
                new PrometheusClient(api.base()),
                List.of(replicas),
                replica.client(),
                Optional.empty(),
                Optional.empty(),
                List.of(log),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                false,
                true,
                new SettableClock(ZERO.plusMillis(300)));
        return new LoggedDeliveries(witnesses).notifications(question(true, events), gaps);
    }

    private List<String> reasons() {
        return gaps.list().stream()
                .filter(gap -> gap.witness() == Witness.INBOX)
                .map(Gap::reason)
                .toList();
    }

    @Test
    void event_log_tells_who_took_what() {
        List<Notification> told = logged(
                new Replica[] {replica},
                event(1, Kind.CREATED, "Down"),
                event(3, Kind.NOTIFIED, "Down"),
                event(3, Kind.NOTIFIED_OF_END, "Slow"),
                event(9, Kind.NOTIFIED_OF_END, "Down"));

        assertThat(told).hasSize(2);
        assertThat(told.get(0).alerts())
                .extracting(each -> each.labels().get("alertname") + " " + each.firing())
                .containsExactly("Down true", "Slow false");
        assertThat(told.get(1)).satisfies(end -> {
            assertThat(end.at()).isEqualTo(Duration.ofSeconds(9));
            assertThat(end.receiver() + " " + end.integration()).isEqualTo("oncall slack");
            assertThat(end.accepted()).isTrue();
            assertThat(end.source()).isEqualTo(LOG);
        });
        assertThat(reasons()).isEmpty();
    }

    @Test
    void event_log_without_any_event_proves_no_silence() {
        assertThat(logged(new Replica[] {replica})).isEmpty();
        assertThat(reasons()).singleElement().asString().startsWith("the event log has nothing of that time");
    }

    @Test
    void event_log_of_one_of_two_alertmanagers_is_not_all() {
        logged(
                new Replica[] {replica, new Replica("alertmanager-1", replica.client())},
                event(1, Kind.CREATED, "Down"));

        assertThat(reasons()).containsExactly("remote.events names 1 of the logs of 2 Alertmanagers");
    }

    @Test
    void event_log_that_was_rotated_meanwhile_is_not_all() throws IOException {
        Files.writeString(log, "{\"@timestamp\":\"2026-11-24T04:00:11Z\"}\n");
        logged(new Replica[] {replica}, event(1, Kind.CREATED, "Down"));
        Files.writeString(log, "");
        logged(new Replica[] {replica}, event(1, Kind.CREATED, "Down"));

        assertThat(reasons()).singleElement().asString().startsWith("the event log does not begin before the drill");
    }

    @Test
    void hole_in_the_event_log_is_one_in_what_was_delivered() {
        gaps.add(Witness.EVENT_RECORDER, "Alertmanager dropped 3 events", LOG);
        logged(new Replica[] {replica}, event(1, Kind.CREATED, "Down"));

        assertThat(reasons()).containsExactly("Alertmanager dropped 3 events");
    }

    @Test
    void event_log_by_another_clock_is_not_believed() {
        date("Tue, 24 Nov 2026 04:03:10 GMT");
        logged(new Replica[] {replica}, event(1, Kind.CREATED, "Down"));

        assertThat(reasons())
                .containsExactly(
                        "the clock of alertmanager is 179700 ms ahead, so that the times of its event log may not"
                                + " agree with the ledger's");
    }

    @Test
    void counts_are_followed_until_they_are_asked_for() {
        try (DeliveryWitness counted =
                CountedDeliveries.begin(List.of(replica), Clock.systemUTC(), Duration.ofMillis(20))) {
            awaitPolls();
            api.get("/metrics", METRICS.formatted(1, 4));
            awaitPolls();
            DeliveryWitness.Question question =
                    question(Instant.now(), Instant.now().plusSeconds(1), false);

            assertThat(counted.notifications(question, gaps))
                    .singleElement()
                    .satisfies(told -> assertThat(told.receiver() + " " + told.integration() + " "
                                    + told.alerts().get(0).labels().get("alertname"))
                            .isEqualTo("oncall slack Down"));
            assertThat(reasons()).isEmpty();
        }
    }

    @Test
    void counts_do_not_tell_what_a_silence_withholds() {
        try (DeliveryWitness counted =
                CountedDeliveries.begin(List.of(replica), Clock.systemUTC(), Duration.ofMillis(20))) {
            awaitPolls();
            assertThat(counted.notifications(question(true), gaps)).isEmpty();
            assertThat(reasons())
                    .singleElement()
                    .asString()
                    .startsWith("Alertmanager counts what it tells, and not of which");
        }
    }

    @Test
    void alertmanager_that_does_not_show_its_counts_is_named_with_its_answer() {
        api.on("GET /metrics", request -> FakeApi.response(403, "no"));
        assertThat(unfollowed())
                .contains("alertmanager does not count it: alertmanager answered GET ", " with 403: no");
    }

    @Test
    void alertmanager_that_counts_nothing_is_named() {
        api.get("/metrics", "cortex_build_info 1\n");
        assertThat(unfollowed()).contains("its /metrics has no alertmanager_notification_requests_total");
    }

    @Test
    void watch_that_is_no_drill_follows_nothing() {
        assertThat(DeliveryWitness.nobody(LOG).notifications(question(false), gaps))
                .isEmpty();
        assertThat(reasons()).containsExactly("nobody records there what receivers are sent");
        assertThat(api.requests()).isEmpty();
    }

    private String unfollowed() {
        try (DeliveryWitness counted =
                CountedDeliveries.begin(List.of(replica), Clock.systemUTC(), Duration.ofMillis(20))) {
            awaitPolls();
            counted.notifications(question(false), gaps);
        }
        return String.join("\n", reasons());
    }

    /** A few whole ones. */
    private void awaitPolls() {
        long before = polls().count();
        await().atMost(Duration.ofSeconds(10)).until(() -> polls().count() >= before + 5);
    }

    private Stream<?> polls() {
        return api.requests().stream()
                .filter(each -> each.getUrl().encodedPath().equals("/metrics"));
    }
}
