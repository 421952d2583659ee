package io.firedrill.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiredrillTest {
    private static final String ONE = "faults: [{name: x, from: 2026-11-24T12:03:00Z, to: 2026-11-24T12:04:00Z}]";
    private static final Verdict KEPT = new Verdict.Kept("to hold", "held", "", List.of());
    private static final Verdict BROKEN = new Verdict.Broken("to hold", "did not", "", List.of());
    private static final Verdict OPEN = new Verdict.Inconclusive("to hold", "was not seen", "", List.of());

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"run", "judge", "rules", "doctor", "report", "up", "sweep"})
    void help_of_a_command_shows_an_example(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).containsPattern("Examples?:\\R  firedrill " + command);
    }

    @Test
    void completion_knows_every_command() {
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("judge", "--prometheus", "--drills");
    }

    @Test
    void version_is_told() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("firedrill ");
    }

    @Test
    void unknown_option_is_an_error_of_usage() {
        assertThat(run("judge", "--promteheus", "http://x")).isEqualTo(2);
        assertThat(err.toString())
                .contains("Missing required option: '--faults=FILE'")
                .doesNotContain("\tat ");
    }

    @Test
    void rules_that_are_nowhere_are_an_error_of_usage() throws IOException {
        assertThat(run("rules", "--rules", folder + "/*.yml")).isEqualTo(2);
        assertThat(err.toString()).contains(folder + "/*.yml: no file matches");

        Files.writeString(folder.resolve("records.yml"), "groups: [{name: a, rules: [{record: b, expr: c}]}]\n");
        assertThat(run("rules", "--rules", folder + "/*.yml")).isEqualTo(2);
        assertThat(err.toString()).contains(folder + "/*.yml: no rule in it alerts");
    }

    @Test
    void prometheus_that_is_no_url_is_an_error_of_usage() throws IOException {
        assertThat(judge("localhost:9090")).isEqualTo(2);
        assertThat(err.toString()).contains("--prometheus must be a URL such as http://localhost:9090");
    }

    @Test
    void password_among_the_arguments_is_refused_and_not_repeated() throws IOException {
        assertThat(judge("http://me:s3cret@127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString()).contains("--headers FILE").doesNotContain("s3cret");
    }

    @Test
    void headers_are_read_a_line_each() throws IOException {
        Path file = Files.writeString(
                folder.resolve("headers"), "# of staging\nAuthorization: Bearer a.b=\n\nX-Scope-OrgID:team-a\n");
        assertThat(HeaderFile.read(file))
                .containsExactly(Map.entry("Authorization", "Bearer a.b="), Map.entry("X-Scope-OrgID", "team-a"));
    }

    @Test
    void line_that_is_no_header_is_named_and_not_repeated() throws IOException {
        Path file = Files.writeString(folder.resolve("headers"), "X-Scope-OrgID: a\ns3cret\n");
        assertThat(judge("http://127.0.0.1:1", "--headers", file.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("firedrill: " + file + ":2: a header must look like")
                .doesNotContain("s3cret");
    }

    @Test
    void prometheus_that_does_not_answer_is_one_line() throws IOException {
        assertThat(judge("http://127.0.0.1:1")).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("firedrill: prometheus did not answer GET http://127.0.0.1:1/api/v1/");
    }

    @Test
    void time_that_is_none_is_an_error_of_usage() throws IOException {
        assertThat(judge("http://127.0.0.1:1", "--from", "yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("--from must be a time such as 2026-11-24T12:03:00Z, but was 'yesterday'");
    }

    @Test
    void file_that_is_not_there_is_one_line() {
        assertThat(run("judge", "--prometheus", "http://127.0.0.1:1", "--faults", "/no/such.yaml"))
                .isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("firedrill: /no/such.yaml: there is no such file; correct the path or create it"
                        + System.lineSeparator());
    }

    @Test
    void drill_that_there_is_not_is_one_line() {
        assertThat(run("run", "--drills", "scrape-cutt", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("scrape-cutt", "scrape-cut");
    }

    @Test
    void folder_without_a_report_is_one_line() {
        assertThat(run("report", "--from", folder.toString())).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("firedrill: " + folder + " holds no report: there is no readiness.json");
    }

    @Test
    void broken_beats_inconclusive_beats_kept_and_nothing_is_kept_by_nothing() {
        assertThat(ExitCode.of(List.of(KEPT, OPEN, BROKEN))).isEqualTo(ExitCode.BROKEN);
        assertThat(ExitCode.of(List.of(KEPT, OPEN))).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(ExitCode.of(List.of(KEPT))).isEqualTo(ExitCode.KEPT);
        assertThat(ExitCode.of(List.of())).isEqualTo(ExitCode.INCONCLUSIVE);
    }

    private int judge(String prometheus, String... more) throws IOException {
        String faults = Files.writeString(folder.resolve("faults.yaml"), ONE).toString();
        List<String> words = new ArrayList<>(List.of("judge", "--prometheus", prometheus, "--faults", faults));
        words.addAll(List.of(more));
        return run(words.toArray(String[]::new));
    }

    private int run(String... words) {
        return Firedrill.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(words);
    }

    @Test
    void judge_wants_one_place_where_prometheus_is() throws IOException {
        Path faults = Files.writeString(folder.resolve("faults.yaml"), ONE);
        assertThat(run("judge", "--faults", faults.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("either --prometheus URL or --config FILE");
    }

    @Test
    void judge_asks_the_prometheus_of_the_file() throws IOException {
        Path faults = Files.writeString(folder.resolve("faults.yaml"), ONE);
        Path config = Files.writeString(
                folder.resolve("staging.yaml"), "remote: {prometheus: {url: 'http://127.0.0.1:1/p'}}");

        assertThat(run("judge", "--config", config.toString(), "--faults", faults.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("prometheus did not answer GET http://127.0.0.1:1/p/api/v1/");
    }

    @Test
    void doctor_tells_of_an_endpoint_that_does_not_answer_and_of_what_is_missing() throws IOException {
        Path config = Files.writeString(
                folder.resolve("staging.yaml"),
                "title: Staging\nremote: {prometheus: {url: 'http://127.0.0.1:1', headers: {X-Scope-OrgID: a}}}");
        Path json = folder.resolve("found.json");

        assertThat(run("doctor", "--config", config.toString(), "--json", json.toString()))
                .isEqualTo(2);

        assertThat(out.toString())
                .contains(
                        "Staging, as found at ",
                        "prometheus  http://127.0.0.1:1",
                        "failed   queries",
                        "unclear  X01",
                        "cannot be verified  alerts fire and end in time (A01 to A04, A09, A15 to A20); missing: queries of"
                                + " prometheus, rules of prometheus",
                        "missing: remote.traces, which the file does not name");
        assertThat(err.toString()).isEmpty();
        assertThat(json).content().contains("\"schemaVersion\"", "\"endpoints\"");
    }

    @Test
    void dry_run_tells_what_would_be_done_and_does_nothing() throws IOException {
        Path config = Files.writeString(folder.resolve("staging.yaml"), """
                remote:
                  permissions: [faults]
                  prometheus: {url: 'http://127.0.0.1:1'}
                drills:
                  - name: stopped
                    fault: {on: touch broken, off: rm broken, for: 1m}
                    expect: [{alert: TargetDown, within: 1m}]
                """);

        assertThat(run("run", "--config", config.toString(), "--dry-run")).isZero();
        assertThat(out.toString())
                .contains("  after 15s: `touch broken` in " + folder)
                .contains("TargetDown must be delivered within 1m");
        assertThat(folder.resolve("broken")).doesNotExist();
    }

    @Test
    void dry_run_of_what_would_be_launched_is_an_error_of_usage() {
        assertThat(run("run", "--dry-run")).isEqualTo(2);
        assertThat(err.toString()).contains("--dry-run is for a system that already runs");
    }

    @Test
    void doctor_without_its_secret_is_one_line() throws IOException {
        Path config = Files.writeString(
                folder.resolve("staging.yaml"),
                "remote:\n  prometheus: {url: 'https://p', bearer: {env: FIREDRILL_NO_SUCH_VARIABLE}}\n");
        assertThat(run("doctor", "--config", config.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("firedrill: " + config + ":2: key 'remote.prometheus.bearer.env' names"
                        + " FIREDRILL_NO_SUCH_VARIABLE, but that is not set; set it\n");
    }
}
