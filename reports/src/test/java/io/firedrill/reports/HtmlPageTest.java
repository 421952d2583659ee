package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
    private static final Path APPROVED = Path.of("src/test/resources/approved/index.html");

    private final Document page = page(Drills.all(), Runs.RUN);

    @Test
    void page_is_the_approved_one() throws IOException {
        String html = html(Drills.all(), Runs.RUN);
        if (Boolean.getBoolean("firedrill.approve")) {
            Files.createDirectories(APPROVED.getParent());
            Files.writeString(APPROVED, html);
        }

        assertThat(html).isEqualTo(Files.readString(APPROVED));
    }

    @Test
    void first_screen_gives_score_verdict_counts_and_stack() {
        assertThat(page.select(".ring .score").text()).isEqualTo("59");
        assertThat(page.select("h1").text()).isEqualTo("Not ready");
        assertThat(page.select(".sentence").text())
                .isEqualTo("2 of 14 promises broke: an alert did not reach the people it is meant for.");
        assertThat(page.select(".counts li").eachText()).containsExactly("11 kept", "2 broken", "1 inconclusive");
        assertThat(page.select(".facts").text())
                .contains("native: no Docker engine answered", "×50: intervals", "prometheus 3.16.0");
    }

    @Test
    void always_firing_alert_with_a_missed_evaluation_is_no_alarm_at_a_glance() {
        Runs.Draft draft = new Runs.Draft("healthy", "Healthy", "Nothing is broken.", 0, 20_000);
        draft.alerts.clear();
        draft.alert("Watchdog", Map.of("severity", "none"), Runs.firing(-2_900, 12_000), Runs.firing(12_300, 20_000));
        draft.alert("Other", Map.of(), Runs.firing(5_000, 6_000));
        DrillResult drill = new DrillResult(draft.evidence(), List.of(), List.of());

        assertThat(page(List.of(drill), Runs.RUN)
                        .select("svg.glance .firing title")
                        .eachText())
                .containsExactly("Other firing");
    }

    @Test
    void history_that_was_seeded_is_told_from_what_was_seen_once_for_series_that_are_alike() {
        Runs.Draft draft = new Runs.Draft("burn", "Burn", "Few requests fail.", 0, 20_000);
        for (String status : List.of("200", "201")) {
            draft.seeded.add(new SeededSeries(
                    Map.of("__name__", "requests_total", "job", "gateway", "status", status),
                    Duration.ofSeconds(-504),
                    Duration.ofMillis(-6400),
                    826,
                    3,
                    new Source("prometheus", "http://127.0.0.1:9090/api/v1/write")));
        }
        DrillResult drill = new DrillResult(draft.evidence(), List.of(), List.of());

        assertThat(page(List.of(drill), Runs.RUN).select("p.note").eachText())
                .containsExactly(
                        "Seeded, and not seen: requests_total of job gateway grew by 3 a second from 8 min 24 s to"
                                + " 6.4 s before clock zero (prometheus http://127.0.0.1:9090/api/v1/write)");
    }

    @Test
    void every_drill_has_one_timeline_with_its_lanes() {
        assertThat(page.select("svg.timeline")).hasSize(3);
        Element slow = page.expectFirst("#drill-2 svg.timeline");
        assertThat(slow.select(".name").eachText())
                .containsExactly(
                        "RequestsRequests",
                        "LatencyLatency",
                        "Fault: slowFault: slow",
                        "HighRequestLatencyHighRequestLatency",
                        "HighRequestLatencyHighRequestLatency",
                        "WatchdogWatchdog",
                        "To defaultTo default",
                        "To oncallTo oncall");
        assertThat(slow.select("rect.pending")).hasSize(2);
        assertThat(slow.select("rect.firing")).hasSize(3);
        assertThat(slow.select("path.told")).hasSize(2);
        assertThat(slow.select("circle.over")).hasSize(2);
        assertThat(slow.select("rect.failed")).isNotEmpty();
        assertThat(page.select("#drill-3 svg.timeline rect.muting")).hasSize(2);
    }

    @Test
    void broken_promises_come_before_inconclusive_ones_and_kept_ones_are_folded() {
        assertThat(page.select("article.promise h3").eachText())
                .containsExactly(
                        "alert HighRequestLatency{job=\"inference\"}",
                        "traces during fault \"slow\"",
                        "silence \"maintenance\"");
        assertThat(page.select("details[open]")).isEmpty();
        assertThat(page.select("#drill-2 details.fold > summary").eachText())
                .containsExactly("5 promises kept", "Chronology, 16 events");
    }

    @Test
    void broken_promise_says_expected_but_hint_and_shows_its_evidence() {
        Element promise = page.expectFirst("article.broken");

        assertThat(promise.select("dt").eachText()).containsExactly("expected", "but", "hint", "evidence");
        assertThat(promise.expectFirst("details pre").text()).contains("\"receiver\" : \"default\"");
        assertThat(promise.expectFirst("details a").attr("href"))
                .isEqualTo("evidence/slow-inference.json#/notifications/0");
    }

    @Test
    void detection_time_is_split_into_configured_and_unexplained() {
        Element first = page.expectFirst("table.delays tbody tr");

        assertThat(first.select(".hops b").eachText()).containsExactly("700 ms", "2.4 s", "100 ms", "2.28 s");
        assertThat(first.select("td.number").eachText()).containsExactly("5.48 s", "3.1 s – 3.3 s", "2.18 s", "×1.77");
        assertThat(first.select("rect.unexplained")).hasSize(1);
    }

    @Test
    void every_lost_point_names_its_promise() {
        assertThat(page.select("#score .sum").text()).isEqualTo("100 − 9.3 − 4.7 − 7 ≈ 79, capped at 59");
        assertThat(page.select("#score tbody tr")).hasSize(3);
        page.select("#score tbody a, .first a, .glances a")
                .forEach(link -> assertThat(page.select(link.attr("href"))).hasSize(1));
    }

    @Test
    void nothing_is_loaded_or_run_and_the_policy_allows_only_this_style() throws Exception {
        assertThat(page.select("script, link, img, iframe, [style], [onclick], [onload]"))
                .isEmpty();
        assertThat(page.select("[src]")).isEmpty();
        byte[] style = page.expectFirst("style").data().getBytes(StandardCharsets.UTF_8);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style));
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src 'sha256-" + hash + "'; base-uri 'none'; form-action 'none'");
    }

    @Test
    void page_is_accessible_by_structure() {
        assertThat(page.select("html").attr("lang")).isEqualTo("en");
        assertThat(page.select("table:not(:has(caption))")).isEmpty();
        assertThat(page.select("th:not([scope])")).isEmpty();
        assertThat(page.select("svg[role=img]:not([aria-label])")).isEmpty();
        assertThat(page.select("h1")).hasSize(1);
        page.select("[aria-labelledby]")
                .forEach(element -> assertThat(page.getElementById(element.attr("aria-labelledby")))
                        .isNotNull());
    }

    @Test
    void anything_that_looks_like_markup_is_shown_as_text() {
        String bad = "\"><script>alert('x')</script>&amp;";
        DrillResult slow = Drills.slowInference();
        Judgement judgement = new Judgement(bad, Check.A01, bad, new Verdict.Broken(bad, bad, bad, List.of(bad)));
        Runs.Draft draft = new Runs.Draft("bad", bad, bad, 0, 5_000);
        draft.alert(bad, java.util.Map.of("x", bad), Runs.firing(100, 4_000));
        draft.told(1_000, bad, true, bad, java.util.Map.of("job", bad));
        draft.faults.add(Runs.slow(bad, bad, 0, 1_000));
        DrillResult result = new DrillResult(draft.evidence(), List.of(judgement), slow.detections());

        Document parsed = page(List.of(result), Runs.RUN.withNotes(List.of(bad)));

        assertThat(parsed.select("script")).isEmpty();
        assertThat(parsed.select("article h3").text()).isEqualTo(bad);
        assertThat(parsed.select("svg.timeline text.name").text()).contains("Fault: " + bad);
        assertThat(parsed.expectFirst(".note").text()).isEqualTo(bad);
    }

    @Test
    void run_without_drills_says_that_nothing_is_known() {
        Document empty = page(List.of(), Runs.RUN);

        assertThat(empty.select("h1").text()).isEqualTo("Not proven");
        assertThat(empty.select(".sentence").text())
                .isEqualTo("No drill ran, so nothing is known about this monitoring.");
        assertThat(empty.select(".range").text()).isEqualTo("between 0 and 100, depending on what could not be judged");
    }

    @Test
    void drill_that_did_not_run_says_why() {
        RunInfo run = Runs.RUN.withNotRun(List.of(new RunInfo.NotRun("down", "Inference down", "the stack was gone")));

        assertThat(page(List.of(), run).select("#drill-1").text())
                .contains("not run", "Inference down", "the stack was gone");
    }

    @Test
    void ledger_of_five_thousand_requests_stays_far_below_a_megabyte() {
        Runs.Draft draft = new Runs.Draft("long", "Long", "A long drill.", 0, 250_000);
        draft.traffic(20, 250_000, 0, 0, 0);
        assertThat(draft.ledger).hasSize(5_000);

        String html = html(List.of(new DrillResult(draft.evidence(), List.of(), List.of())), Runs.RUN);

        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(200_000);
        assertThat(Jsoup.parse(html).select("svg.timeline rect.ok").size()).isBetween(50, 200);
    }

    private static Document page(List<DrillResult> results, RunInfo run) {
        return Jsoup.parse(html(results, run));
    }

    private static String html(List<DrillResult> results, RunInfo run) {
        return HtmlPage.render(results, Readiness.of(results, run));
    }
}
