package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.reports.Readiness;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of the reference stands for a system that already runs: what it reports of failures is read where Sentry tells it. */
class StagingErrorsIT {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void failures_of_a_drill_are_found_in_the_error_tracker_and_held_to_what_the_file_says() throws Exception {
        Path copy = ReferenceWorkspace.copyTo(folder.resolve("reference"));
        Files.writeString(
                copy,
                Files.readString(copy)
                        .replace(
                                "        HELICONE_PAUSE:",
                                "        PROVIDER_TIMEOUT: \"300\"\n        PROVIDER_RETRIES: \"0\"\n        HELICONE_PAUSE:"));
        Workspace whole = Workspace.read(copy);
        Workspace pipeline = whole.only(Set.of("gateway", "inference", "provider", "database"))
                .launching(Optional.of(1));
        Map<String, Readiness.Promise> verdicts;
        try (Stack stack = Stack.launch(pipeline, new Settings(Map.of("firedrill.stack", "native")), line -> {})) {
            verdicts = hold(stack, whole.system().warmUp().bearerToken().orElseThrow());
        }

        assertThat(List.of("E01", "E02", "E03"))
                .allSatisfy(check -> assertThat(verdicts)
                        .as(String.join("\n", said))
                        .hasEntrySatisfying(
                                check, promise -> assertThat(promise.verdict()).isEqualTo("kept")));
        Evidence evidence = EvidenceFile.read(folder.resolve("report/evidence/provider-stopped.json"), Evidence.class);
        assertThat(evidence.errors().events()).hasSizeGreaterThan(10);
    }

    private Map<String, Readiness.Promise> hold(Stack stack, String key) throws Exception {
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                remote:
                  watch: 1s
                  permissions: [faults, traffic]
                  prometheus: {url: '%1$s'}
                  alertmanager: {url: '%2$s'}
                  sentry: {url: '%3$s', bearer: {env: KEY}, organization: acme, project: shop}
                  entry: {url: '%4$s', bearer: {env: KEY}}
                  traffic: {stop-when: {query: 'vector(0)', above: 0}}
                drills:
                  - name: provider stopped
                    fault: {on: "kill -STOP %5$d", off: "kill -CONT %5$d", from: 4s, for: 6s}
                    expect: [{alert: HighErrorRate, within: 6s}]
                    traffic: {rate: 5, chat: {model: drill-small, prompt: Hello}}
                    errors: {release: pipeline@1.4.2, environment: production, issues: 3}
                """.formatted(
                        stack.endpoints().prometheus(),
                        stack.endpoints().alertmanager(),
                        stack.endpoints().errors().orElseThrow(),
                        stack.endpoints().entry().orElseThrow(),
                        Staging.pidOf("pipeline.Provider")));
        return Staging.held(file, folder.resolve("report"), key, said::add).drills().stream()
                .filter(drill -> drill.id().equals("provider-stopped"))
                .flatMap(drill -> drill.promises().stream())
                .collect(Collectors.toMap(Readiness.Promise::check, promise -> promise));
    }
}
