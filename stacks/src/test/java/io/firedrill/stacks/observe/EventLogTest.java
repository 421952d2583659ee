package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.AlertEvent;
import io.firedrill.evidence.alert.AlertEvent.Kind;
import io.firedrill.evidence.alert.SilenceRecord.Muting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On lines that Alertmanager 0.34.2 wrote, shortened. */
class EventLogTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T04:21:10Z");
    private static final String CREATED =
            "{\"@timestamp\":\"2026-11-24T04:21:09.771379557Z\",\"instance\":\"vm\",\"data\":{\"silenceCreated\":"
                    + "{\"silence\":{\"id\":\"594e\"}}}}";
    private static final String MUTED =
            "{\"@timestamp\":\"2026-11-24T04:21:11.341027311Z\",\"instance\":\"vm\",\"data\":{\"silenceMutedAlert\":"
                    + "{\"silence\":{\"id\":\"594e\",\"createdBy\":\"me\",\"comment\":\"why\"},\"mutedAlert\":{\"labels\":"
                    + "{\"labels\":[{\"key\":\"alertname\",\"value\":\"TargetDown\"},{\"key\":\"job\",\"value\":\"inference\"}]},"
                    + "\"fingerprint\":\"17850327764980553540\"}}}}";

    private static final String A =
            "\"labels\":{\"labels\":[{\"key\":\"alertname\",\"value\":\"A\"}]},\"annotations\":{}";
    private static final String GROUP = "\"groupInfo\":{\"groupKey\":\"{}:{}\",\"receiverName\":\"oncall\"}";
    private static final String TAKEN = event(1, "alertCreated", "\"alert\":{\"name\":\"A\"," + A + "}");
    private static final String GROUPED =
            event(2, "alertGrouped", "\"alert\":{\"hash\":\"1\",\"details\":{" + A + "}}," + GROUP);
    private static final String TOLD = event(
            3,
            "notification",
            "\"alerts\":[{\"hash\":\"1\",\"details\":{" + A + "}},{\"hash\":\"2\",\"details\":{"
                    + A.replace("\"A\"", "\"B\"") + "}},{\"hash\":\"3\",\"details\":{" + A
                    + "}}],\"firingAlerts\":[{\"hash\":\"1\"}],\"resolvedAlerts\":[{\"hash\":\"2\"}],"
                    + "\"mutedAlerts\":[{\"hash\":\"3\"}]," + GROUP + ",\"integration\":{\"name\":\"slack\"}");
    private static final String INHIBITED = event(4, "inhibitionMutedAlert", "\"mutedAlert\":{" + A + "}");

    private static String event(int second, String kind, String body) {
        return "{\"@timestamp\":\"2026-11-24T04:21:1" + second + "Z\",\"instance\":\"vm\",\"data\":{\"" + kind + "\":{"
                + body + "}}}";
    }

    private final Gaps gaps = new Gaps();

    @TempDir
    Path folder;

    @Test
    void muting_is_found_by_its_silence() throws IOException {
        assertThat(mutings(CREATED + "\n" + MUTED + "\n"))
                .isEqualTo(Map.of(
                        "594e",
                        List.of(new Muting(
                                Duration.ofNanos(1_341_027_311),
                                Map.of("alertname", "TargetDown", "job", "inference")))));
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void mutings_of_another_time_are_left_out() throws IOException {
        assertThat(mutings(MUTED.replace("04:21:11.341027311", "04:21:09.999") + "\n"
                        + MUTED.replace("04:21:11.341027311", "04:21:20.001") + "\n"))
                .isEmpty();
        assertThat(mutings(MUTED.replace("04:21:11.341027311", "04:21:10") + "\n"
                                + MUTED.replace("04:21:11.341027311", "04:21:20") + "\n")
                        .get("594e"))
                .hasSize(2);
    }

    @Test
    void unfinished_last_line_is_no_gap() throws IOException {
        assertThat(mutings(MUTED + "\n" + MUTED.substring(0, 150))).hasSize(1);
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void broken_line_in_the_middle_is_a_gap() throws IOException {
        assertThat(mutings(MUTED.substring(0, 150) + "\n" + MUTED + "\n")).hasSize(1);
        assertThat(gaps.list()).extracting(Gap::reason).containsExactly("line 1 cannot be read");
    }

    @Test
    void missing_file_is_a_gap() {
        Map<String, List<Muting>> found =
                LoggedEvent.mutings(log(folder.resolve("none")).events(ZERO, gaps));

        assertThat(found).isEmpty();
        assertThat(gaps.list()).singleElement().satisfies(gap -> {
            assertThat(gap.witness()).isEqualTo(Witness.EVENT_RECORDER);
            assertThat(gap.reason()).startsWith("the event log cannot be read: ");
        });
    }

    @Test
    void way_of_an_alert_is_told_step_by_step() throws IOException {
        Path file = Files.writeString(
                folder.resolve("events.jsonl"), String.join("\n", CREATED, TAKEN, GROUPED, TOLD, INHIBITED));

        List<AlertEvent> events = LoggedEvent.all(log(file).events(ZERO, gaps));

        assertThat(events)
                .extracting(AlertEvent::kind, AlertEvent::receiver, AlertEvent::integration, AlertEvent::labels)
                .containsExactly(
                        tuple(Kind.CREATED, "", "", Map.of("alertname", "A")),
                        tuple(Kind.GROUPED, "oncall", "", Map.of("alertname", "A")),
                        tuple(Kind.NOTIFIED, "oncall", "slack", Map.of("alertname", "A")),
                        tuple(Kind.NOTIFIED_OF_END, "oncall", "slack", Map.of("alertname", "B")),
                        tuple(Kind.INHIBITED, "", "", Map.of("alertname", "A")));
        assertThat(gaps.list()).isEmpty();
    }

    /** What a killed process left unfinished is joined by what the next one writes. */
    @Test
    void broken_line_of_another_kind_is_no_gap() throws IOException {
        assertThat(mutings(TAKEN.substring(0, 90) + "\n" + MUTED + "\n")).hasSize(1);
        assertThat(gaps.list()).isEmpty();
    }

    private Map<String, List<Muting>> mutings(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("events.jsonl"), text);
        return LoggedEvent.mutings(log(file).events(ZERO, gaps));
    }

    private static EventLog log(Path file) {
        return new EventLog(file, ZERO, ZERO.plusSeconds(10));
    }
}
