package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.assertions.Promise;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.fault.CommandFault;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotePlanTest {
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
    void drill_of_the_file_breaks_by_command_and_promises_what_it_expects() throws IOException {
        Drill drill = RemotePlan.drill(
                read("permissions: [faults, silences]").drills().get(0));

        assertThat(drill.id()).isEqualTo("inference-stopped");
        assertThat(drill.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.fault()).isEqualTo(new CommandFault("./break.sh", "./fix.sh"));
            assertThat(fault.from()).isEqualTo(Duration.ofSeconds(20));
            assertThat(fault.to()).isEqualTo(Duration.ofSeconds(200));
        });
        assertThat(drill.promises())
                .extracting(Promise::id)
                .containsExactly(
                        "A01-TargetDown-inference",
                        "A09-TargetDown-inference",
                        "S01-silence",
                        "S03-silence",
                        "S02-silence");
        assertThat(drill.observed()).isEqualTo(Duration.ofSeconds(20 + 180 + 480 + 15));
    }

    @Test
    void errors_of_the_file_are_promised_as_reported_grouped_and_private() throws IOException {
        String written = FILE.formatted("permissions: [faults, traffic]")
                .replaceFirst("    silence: .*\n", "")
                .replace("drills:", """
                          entry: {url: "https://e.example.com"}
                          sentry: {url: "https://s.example.com", organization: acme, project: shop}
                          traffic: {stop-when: {query: 'x', above: 1}}
                        drills:""");
        RemoteSystem system = RemoteSystem.read(
                Files.writeString(
                        folder.resolve("staging.yaml"),
                        written
                                + "    traffic: {rate: 1, path: /}\n    errors: {release: shop@1, environment: staging}\n"),
                name -> "s3cret");

        assertThat(RemotePlan.drill(system.drills().get(0)).promises())
                .extracting(promise -> promise.check().name())
                .containsExactly("A01", "A09", "E01", "E02", "E03");
    }

    private RemoteSystem read(String more) throws IOException {
        return RemoteSystem.read(
                Files.writeString(folder.resolve("staging.yaml"), FILE.formatted(more)), name -> "s3cret");
    }
}
