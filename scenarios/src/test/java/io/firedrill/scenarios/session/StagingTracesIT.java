package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.reports.Readiness;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.remote.Examiner;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.RemoteSystem;
import io.firedrill.stacks.workspace.Service;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of the reference, launched apart, stands for a system that already runs: its traces are looked at by requests alone. */
class StagingTracesIT {
    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void requests_that_are_sent_are_found_as_traces_of_the_whole_way_or_told_where_they_end() throws Exception {
        Workspace whole = Workspace.read(ReferenceWorkspace.copyTo(folder.resolve("reference")));
        Workspace pipeline = whole.only(whole.system().services().stream()
                        .map(Service::name)
                        .filter(name -> !name.equals("workers"))
                        .collect(Collectors.toSet()))
                .launching(Optional.of(1));
        Map<String, Readiness.Promise> verdicts;
        EndpointSighting jaeger;
        try (Stack stack = Stack.launch(pipeline, new Settings(Map.of("firedrill.stack", "native")), line -> {})) {
            verdicts = hold(stack, whole.system().warmUp().bearerToken().orElseThrow());
            jaeger = examined("jaeger");
        }

        assertThat(verdicts.entrySet())
                .as(String.join("\n", said))
                .filteredOn(each -> each.getKey().startsWith("traced "))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("traced T01", "traced T02");
        assertThat(verdicts)
                .hasEntrySatisfying(
                        "traced T01", kept -> assertThat(kept.verdict()).isEqualTo("kept"))
                .hasEntrySatisfying(
                        "traced T02", kept -> assertThat(kept.verdict()).isEqualTo("kept"))
                .hasEntrySatisfying("the-other-way-round T01", broken -> {
                    assertThat(broken.verdict()).isEqualTo("broken");
                    assertThat(broken.actual()).contains("0 of 15 did");
                });
        assertThat(jaeger.texts())
                .as("attributes of spans, and not the names of five services")
                .isGreaterThan(50);
        assertThat(jaeger.leaks()).isEmpty();
        Evidence evidence = EvidenceFile.read(folder.resolve("report/evidence/traced.json"), Evidence.class);
        assertThat(evidence.ledger()).hasSize(30);
        assertThat(evidence.disclosures())
                .as("series of others are not searched")
                .isEmpty();
    }

    private EndpointSighting examined(String kind) {
        RemoteSystem system = RemoteSystem.read(folder.resolve("staging.yaml"), name -> "any");
        return new Examiner(Clock.systemUTC(), Duration.ofSeconds(10))
                .examine(system).endpoints().stream()
                        .filter(each -> each.kind().equals(kind))
                        .findFirst()
                        .orElseThrow();
    }

    private Map<String, Readiness.Promise> hold(Stack stack, String key) throws Exception {
        Path file = Files.writeString(folder.resolve("staging.yaml"), """
                remote:
                  watch: 1s
                  permissions: [traffic]
                  prometheus: {url: '%s'}
                  alertmanager: {url: '%s'}
                  traces: {backend: jaeger, url: '%s'}
                  entry: {url: '%s', bearer: {env: KEY}}
                  traffic: {stop-when: {query: 'vector(0)', above: 0}}
                drills:
                  - name: traced
                    traffic: {rate: 5, for: 6s, chat: {model: drill-small, prompt: Hello}}
                    traces: {path: [gateway, inference, database]}
                  - name: the other way round
                    traffic: {rate: 5, for: 3s, chat: {model: drill-small, prompt: Hello}}
                    traces: {path: [inference, gateway]}
                """.formatted(
                        stack.endpoints().prometheus(),
                        stack.endpoints().alertmanager(),
                        stack.endpoints().traces(),
                        stack.endpoints().entry().orElseThrow()));
        return Staging.held(file, folder.resolve("report"), key, said::add).drills().stream()
                .flatMap(drill -> drill.promises().stream()
                        .map(promise -> Map.entry(drill.id() + " " + promise.check(), promise)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
