package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    private static final String FILE = """
            remote:
              %s
              watch: 1m
              inbox: {listen: "127.0.0.1:9099"}
              prometheus: {url: "https://p.example.com", bearer: {env: TOKEN}}
              alertmanager: {url: "https://a.example.com"}
            drills:
              - name: inference stopped
                fault: {on: ./break.sh, off: ./fix.sh, from: 20s, for: 3m}
                silence: {matchers: ['service="gateway"'], for: 4m, withholds: [HighErrorRate], then-within: 90s}
                expect:
                  - {alert: 'TargetDown{service="inference"}', within: 2m30s, resolved-within: 8m}
            """;

    @TempDir
    Path folder;

    @Test
    void everything_that_would_be_done_is_told_and_no_secret() throws IOException {
        assertThat(new DryRun(read("permissions: [faults, silences]")).lines())
                .containsExactly(
                        "asked, and never told anything: prometheus at https://p.example.com",
                        "asked, and told of what is below: alertmanager at https://a.example.com",
                        "watched as it stands for 1m",
                        "notifications are taken at /127.0.0.1:9099",
                        "drill 'inference stopped', watched for 11m35s",
                        "  after 5s: a silence of service=\"gateway\" for 4m, ended before if the run ends; a killed run"
                                + " leaves it",
                        "  HighErrorRate must not be delivered meanwhile, and within 1m30s after it",
                        "  after 20s: `./break.sh` in " + folder,
                        "  3m later, or when the run ends or is killed: `./fix.sh`",
                        "  TargetDown{service=\"inference\"} must be delivered within 2m30s, and its end within 8m");
    }

    @Test
    void traffic_is_told_with_where_it_goes_and_what_stops_it() throws IOException {
        Path file = Files.writeString(
                folder.resolve("staging.yaml"),
                FILE.formatted("permissions: [faults, silences, traffic]").replace("  alertmanager:", """
                                  entry: {url: "https://e.example.com", bearer: {env: TOKEN}}
                                  traffic: {stop-when: {query: 'errors:ratio', above: 0.05}}
                                  alertmanager:\
                                """)
                        + "    traffic: {rate: 2, path: /orders}\n");

        assertThat(new DryRun(RemoteSystem.read(file, name -> "secret")).lines())
                .contains(
                        "asked, and sent the requests below: entry at https://e.example.com",
                        "  2.0 requests a second for 11m20s, marked as synthetic: GET https://e.example.com/orders",
                        "  stopped, and the drill with it, when this is above 0.05: errors:ratio");
    }

    @Test
    void drill_without_permission_is_told_not_to_be_held() throws IOException {
        assertThat(new DryRun(read("")).lines())
                .last()
                .asString()
                .startsWith("drill 'inference stopped' is not held: it may not be: `faults` is missing under"
                        + " remote.permissions in");
        assertThat(new DryRun(read("permissions: [faults]")).lines())
                .last()
                .asString()
                .contains("`silences` is missing");
    }

    private RemoteSystem read(String more) throws IOException {
        return RemoteSystem.read(
                Files.writeString(folder.resolve("staging.yaml"), FILE.formatted(more)), name -> "s3cret");
    }
}
