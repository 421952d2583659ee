package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.reports.Readiness;
import io.firedrill.scenarios.cli.Firedrill;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.observe.AlertmanagerClient;
import io.firedrill.stacks.observe.LeftSilences;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A part of the reference, launched apart, stands for a system that already runs; its workers stand still by a command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagingDrillIT {
    private static final String PERMITTED = "permissions: [faults, silences]";
    private static final String STOPPED = """
            drills:
              - name: workers stopped
                fault: {on: "touch broken; kill -STOP %1$d", off: "kill -CONT %1$d && touch mended", from: 2s, for: 8s}
                expect:
                  - {alert: 'TargetDown{job="workers"}', within: 8s, resolved-within: 20s}
            """;
    private static final String SILENCED = """
            drills:
              - name: one silenced
                fault: {on: "touch broken; kill -STOP %1$d", off: "kill -CONT %1$d && touch mended", from: 3s, for: 18s}
                silence:
                  {matchers: ['instance="worker-01"'], from: 1s, for: 13s, withholds: ['TargetDown{instance="worker-01"}'],
                   then-within: 6s}
                expect: [{alert: 'TargetDown{instance="worker-02"}', within: 8s}]
            """;

    private static final String BUSY = """
            drills:
              - name: workers stopped
                fault: {on: "touch broken; kill -STOP %1$d", off: "kill -CONT %1$d && touch mended", from: 3s, for: 8s}
                traffic: {rate: 4, path: '/work?of=mine'}
                expect:
                  - {alert: 'TargetDown{job="workers"}', within: 8s, resolved-within: 20s}
            """;

    private static final String POSTED = """
            drills:
              - name: way of a page
                post: {alert: 'DiskFull{severity="page"}', for: 6s, from: 1s,
                  routed-to: [oncall, drill-host], delivered-to: [drill-host], within: 5s}
              - name: way of a ticket
                post: {alert: 'DiskFull{severity="ticket"}', for: 4s, from: 1s, routed-to: [oncall, drill-host]}
              - name: would inhibit
                post: {alert: 'TargetDown{service="workers"}', for: 4s, routed-to: [oncall]}
            """;

    private static final String TRAFFIC = """
            permissions: [faults, traffic]
              entry: {url: '%s', bearer: {env: ENTRY_TOKEN}, headers: {baggage: team=a}}
              traffic: {at-most: 4, stop-when: {query: '%s', above: 0}}\
            """;

    @TempDir
    static Path folder;

    private final List<String> said = new ArrayList<>();
    private Staging staging;

    @BeforeAll
    void launch() throws Exception {
        staging = Staging.launch(folder);
    }

    @BeforeEach
    void quiet() {
        staging.signal("CONT");
        await().atMost(Duration.ofSeconds(30)).until(() -> !staging.isDown());
    }

    @AfterAll
    void end() {
        staging.close();
    }

    @Test
    void drill_breaks_and_mends_by_command_and_is_judged_by_what_was_delivered() throws IOException {
        Map<String, Judgement> judgements = hold(PERMITTED, STOPPED);

        assertThat(judgements)
                .as(String.join("\n", said))
                .containsKeys("A01-TargetDown-workers", "A09-TargetDown-workers");
        assertThat(List.of("A01-TargetDown-workers", "A09-TargetDown-workers"))
                .allSatisfy(id -> assertThat(verdict(judgements, id))
                        .as(String.join("\n", said))
                        .isInstanceOf(Verdict.Kept.class));
        assertThat(readiness().notes()).hasSize(3).satisfies(notes -> {
            assertThat(notes.get(0)).startsWith("This was done to the system, and nothing else but queries:");
            assertThat(notes.get(1)).endsWith("exit code 0").contains("kill -STOP " + staging.workers);
            assertThat(notes.get(2)).endsWith("exit code 0").contains("kill -CONT " + staging.workers);
        });
        assertThat(folder.resolve("report/index.html")).content().contains("workers stopped", "kill -STOP");
        SavedRun saved = SavedRun.read(folder.resolve("report"));
        RemoteSystem system = RemoteSystem.read(folder.resolve("staging.yaml"), name -> "");
        assertThat(saved.changes(saved.write(folder.resolve("again"), List.of(), RemoteRun.drills(system))))
                .as("judged again")
                .isEmpty();
    }

    @Test
    void drill_without_permission_is_not_held_and_does_not_pass() throws IOException {
        Map<String, Judgement> judgements = hold("permissions: []", STOPPED);

        assertThat(verdict(judgements, "A01-workers-stopped"))
                .isInstanceOfSatisfying(
                        Verdict.Inconclusive.class,
                        verdict -> assertThat(verdict.actual())
                                .startsWith(
                                        "it is not held: it may not be: `faults` is missing under remote.permissions in"));
        assertThat(readiness().notes()).singleElement().asString().startsWith("Read-only: nothing was written");
    }

    @Test
    void drill_whose_alert_is_there_already_is_not_begun() throws IOException {
        staging.signal("STOP");
        await().atMost(Duration.ofSeconds(30)).until(staging::isDown);

        Map<String, Judgement> judgements = hold(PERMITTED, STOPPED);

        assertThat(verdict(judgements, "A01-workers-stopped").actual())
                .matches("it is not held: TargetDown is (pending|firing) already: .*");
        assertThat(readiness().notes()).singleElement().asString().startsWith("Read-only: nothing was written");
    }

    @Test
    void traffic_is_marked_and_capped_and_stands_in_ledger_and_transcript() throws IOException {
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        try (Entry entry = new Entry(seen)) {
            Map<String, Judgement> judgements = hold(TRAFFIC.formatted(entry.url(), "vector(0)"), BUSY);

            assertThat(verdict(judgements, "A01-TargetDown-workers"))
                    .as(String.join("\n", said))
                    .isInstanceOf(Verdict.Kept.class);
        }
        List<LedgerEntry> ledger = EvidenceFile.read(
                        folder.resolve("report/evidence/workers-stopped.json"), Evidence.class)
                .ledger();
        assertThat(ledger).hasSameSizeAs(seen).hasSizeBetween(100, 4 * 35);
        String run = seen.get(0).get("X-firedrill-run");
        assertThat(seen)
                .allSatisfy(request -> assertThat(request)
                        .containsEntry("request", "GET /work?of=mine")
                        .containsEntry("X-firedrill-run", run)
                        .containsEntry("Baggage", "team=a,firedrill.run=" + run)
                        .containsEntry("Authorization", "Bearer secret-of-entry"));
        assertThat(readiness().notes())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "traffic begins: 4.0 requests a second, GET ",
                                "/work?of=mine, marked X-Firedrill-Run: " + run))
                .anySatisfy(line -> assertThat(line).endsWith("the last of " + ledger.size() + " requests was sent"));
        try (Stream<Path> files = Files.walk(folder.resolve("report"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("secret-of-entry"));
        }
    }

    @Test
    void traffic_that_spends_the_error_budget_is_stopped_and_the_system_mended() throws IOException {
        Files.deleteIfExists(folder.resolve("mended"));
        List<Map<String, String>> seen = new CopyOnWriteArrayList<>();
        try (Entry entry = new Entry(seen)) {
            String anyDown = "sum(up{job=\"workers\"} == bool 0)";

            Map<String, Judgement> judgements = hold(TRAFFIC.formatted(entry.url(), anyDown), BUSY);

            assertThat(verdict(judgements, "A01-workers-stopped"))
                    .isInstanceOf(Verdict.Inconclusive.class)
                    .satisfies(verdict -> assertThat(verdict.actual())
                            .startsWith(
                                    "it is not held: its traffic was stopped: the guard of the error budget reads"));
            assertThat(folder.resolve("mended")).exists();
            int sent = seen.size();
            await().during(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(5)).until(() -> seen.size() == sent);
            assertThat(sent).isLessThan(4 * 12);
        }
    }

    @Test
    void alert_is_posted_to_try_its_way_and_never_counts_as_firing() throws IOException {
        Map<String, Judgement> judgements = hold("permissions: [alerts]", POSTED);

        assertThat(verdict(judgements, "A05-posted-DiskFull-page"))
                .as(String.join("\n", said))
                .isInstanceOf(Verdict.Kept.class);
        assertThat(verdict(judgements, "N01-posted-DiskFull-page-drill-host"))
                .as(String.join("\n", said))
                .isInstanceOf(Verdict.Kept.class);
        assertThat(verdict(judgements, "A05-posted-DiskFull-ticket"))
                .as("the page goes elsewhere")
                .isInstanceOf(Verdict.Broken.class);
        assertThat(verdict(judgements, "A05-would-inhibit").actual())
                .startsWith("it is not held: it would inhibit alerts that are real");
        assertThat(readiness().notes())
                .anySatisfy(line -> assertThat(line).contains("alertname=DiskFull", "was posted until"))
                .anySatisfy(
                        line -> assertThat(line).contains("alertname=DiskFull").endsWith("was ended"));
        assertThat(readiness().coverage().rules()).noneMatch(rule -> rule.name().equals("DiskFull"));
        await().atMost(Duration.ofSeconds(10)).until(() -> !isPosted());
    }

    private boolean isPosted() {
        return new AlertmanagerClient(staging.stack.endpoints().alertmanager())
                .alerts().stream().anyMatch(alert -> alert.labels().containsKey("firedrill"));
    }

    @Test
    void run_that_is_killed_in_the_middle_leaves_nothing_broken() throws Exception {
        Files.deleteIfExists(folder.resolve("mended"));
        Files.deleteIfExists(folder.resolve("broken"));
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Firedrill.class.getName(),
                        "run",
                        "--config",
                        config(PERMITTED, SILENCED).toString(),
                        "--out",
                        folder.resolve("killed").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(folder.resolve("broken")));
        } finally {
            run.destroyForcibly().waitFor();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> Files.exists(folder.resolve("mended")));
        await().atMost(Duration.ofSeconds(30)).until(() -> !staging.isDown());
        RemoteSystem system = RemoteSystem.read(config(PERMITTED, SILENCED), name -> "");
        assertThat(LeftSilences.on(system).end(any -> true))
                .as("a run that goes on keeps its silence")
                .isEmpty();
        assertThat(LeftSilences.on(system).end(Run::goesOn))
                .as("and a killed one does not")
                .singleElement()
                .asString()
                .startsWith("ended the silence ");
        assertThat(LeftSilences.on(system).end(Run::goesOn)).isEmpty();
    }

    @Test
    void silence_withholds_what_it_is_meant_for_and_is_gone_afterwards() throws IOException {
        Map<String, Judgement> judgements = hold(PERMITTED, SILENCED);

        assertThat(judgements.values().stream().filter(each -> each.id().startsWith("S")))
                .extracting(Judgement::check)
                .contains(Check.S01, Check.S02, Check.S03);
        assertThat(judgements.values().stream()
                        .filter(each -> List.of(Check.A01, Check.S01, Check.S02, Check.S03)
                                .contains(each.check())))
                .as(String.join("\n", said))
                .allSatisfy(each -> assertThat(each.verdict()).isInstanceOf(Verdict.Kept.class));
        assertThat(readiness().notes())
                .anySatisfy(
                        line -> assertThat(line).matches(".* silence \\S+ of instance=\"worker-01\" until .* was made"))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(new AlertmanagerClient(staging.stack.endpoints().alertmanager()).silences())
                .isNotEmpty()
                .allSatisfy(silence -> assertThat(silence.state()).isEqualTo("expired"));
    }

    private Verdict verdict(Map<String, Judgement> judgements, String id) {
        return Optional.ofNullable(judgements.get(id))
                .map(Judgement::verdict)
                .orElseThrow(() -> new AssertionError(id + " was not judged: " + String.join("\n", said)));
    }

    private Map<String, Judgement> hold(String permission, String drills) throws IOException {
        Map<String, String> settings = Map.of(
                "firedrill.config",
                config(permission, drills).toString(),
                "firedrill.out",
                folder.resolve("report").toString());
        return RemoteRun.of(new Settings(settings), name -> "secret-of-entry", said::add).hold().stream()
                .collect(Collectors.toMap(Judgement::id, each -> each));
    }

    private Path config(String permission, String drills) throws IOException {
        return staging.describe(
                folder, "%s\n  inbox: {listen: \"127.0.0.1:%d\"}".formatted(permission, staging.port), drills);
    }

    private Readiness readiness() {
        return EvidenceFile.read(folder.resolve("report/readiness.json"), Readiness.class);
    }

    /** What requests are sent to, and remembers them. */
    private static final class Entry implements AutoCloseable {
        private final HttpServer server;

        Entry(List<Map<String, String>> seen) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/work", exchange -> {
                Map<String, String> request = new HashMap<>();
                exchange.getRequestHeaders().forEach((name, values) -> request.put(name, String.join("|", values)));
                request.put("request", exchange.getRequestMethod() + " " + exchange.getRequestURI());
                seen.add(request);
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
