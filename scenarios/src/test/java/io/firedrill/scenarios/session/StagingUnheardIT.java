package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.stacks.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A system that already runs, whose Alertmanager tells the drill host nothing: what it says itself is all there is. Each has one of
 * its own, and begins when what ended before has been told: until then nobody knows who was meant.
 */
class StagingUnheardIT {
    /**
     * Its end lies well between two flushes of its group: what is told then is known. Workers that go on first answer the scrapes of
     * the whole time; on a busy machine that takes ten seconds.
     */
    private static final String STOPPED = """
            drills:
              - name: workers stopped
                fault: {on: "kill -STOP %1$d", off: "kill -CONT %1$d", from: 15s, for: 12s}
                expect:
                  - {alert: 'TargetDown{job="workers"}', within: 10s, resolved-within: 30s}
            """;

    private static final String SILENCED = """
            drills:
              - name: one silenced
                fault: {on: "kill -STOP %1$d", off: "kill -CONT %1$d", from: 3s, for: 20s}
                silence:
                  {matchers: ['instance="worker-01"'], from: 1s, for: 15s, withholds: ['TargetDown{instance="worker-01"}'],
                   then-within: 6s}
                expect: [{alert: 'TargetDown{instance="worker-02"}', within: 10s}]
            """;

    /** Its end lies between two flushes as well. */
    private static final String POSTED = """
            drills:
              - name: way of a page
                post: {alert: 'DiskFull{severity="page"}', for: 7s, from: 15s,
                  routed-to: [oncall], delivered-to: [oncall], within: 7s}
            """;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private Optional<Staging> staging = Optional.empty();

    @AfterEach
    void end() {
        staging.ifPresent(Staging::close);
    }

    @Test
    void drill_is_judged_by_what_alertmanager_counts() throws Exception {
        Map<String, Judgement> judgements = hold(launched("30s"), "[faults]", "", STOPPED);

        assertThat(List.of("A01-TargetDown-workers", "A09-TargetDown-workers"))
                .allSatisfy(id -> assertThat(kept(judgements, id)).contains("(by Alertmanager's metrics)"));
    }

    @Test
    void drill_is_judged_by_what_the_event_recorder_says() throws Exception {
        Staging launched = launched("6s");
        String events = "events: '" + launched.file("events.jsonl") + "'";

        Map<String, Judgement> judgements = hold(launched, "[faults, silences]", events, SILENCED);

        assertThat(List.of("S01-silence", "S02-silence", "S03-silence", "A01-TargetDown-worker-02"))
                .allSatisfy(id -> assertThat(kept(judgements, id)).contains("(by Alertmanager's event log)"));
    }

    @Test
    void silence_is_not_judged_by_counts() throws Exception {
        Map<String, Judgement> judgements = hold(launched("6s"), "[faults, silences]", "", SILENCED);

        assertThat(verdict(judgements, "S01-silence"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        verdict -> assertThat(verdict.actual())
                                .contains("a silence is tried with remote.inbox or remote.events"));
    }

    @Test
    void posted_alert_is_delivered_to_whom_it_was_counted_for() throws Exception {
        Map<String, Judgement> judgements = hold(launched("30s"), "[alerts]", "", POSTED);

        assertThat(kept(judgements, "N01-posted-DiskFull-page-oncall")).contains("(by Alertmanager's metrics)");
    }

    private static Verdict verdict(Map<String, Judgement> judgements, String id) {
        return Optional.ofNullable(judgements.get(id))
                .map(Judgement::verdict)
                .orElseThrow(() -> new AssertionError(id + " was not judged: " + judgements.keySet()));
    }

    private String kept(Map<String, Judgement> judgements, String id) {
        Verdict verdict = verdict(judgements, id);
        assertThat(verdict).as(String.join("\n", said)).isInstanceOf(Verdict.Kept.class);
        return verdict.actual();
    }

    private Staging launched(String news) throws IOException, InterruptedException {
        Staging launched = Staging.untold(folder, news);
        staging = Optional.of(launched);
        return launched;
    }

    private Map<String, Judgement> hold(Staging launched, String permissions, String events, String drills)
            throws IOException {
        Path file = launched.describe(folder, "permissions: " + permissions + "\n  " + events, drills);
        Map<String, String> settings = Map.of(
                "firedrill.config",
                file.toString(),
                "firedrill.out",
                folder.resolve("report").toString());
        return RemoteRun.of(new Settings(settings), name -> "", said::add).hold().stream()
                .collect(Collectors.toMap(Judgement::id, each -> each));
    }
}
