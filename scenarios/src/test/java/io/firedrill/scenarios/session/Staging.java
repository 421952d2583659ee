package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.EvidenceFile;
import io.firedrill.reports.Readiness;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.workspace.ReferenceWorkspace;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of the reference, launched apart, stands for a system that already runs: its workers and what watches them. Its
 * Alertmanager tells the drill host too, as a team sets it up once.
 */
final class Staging implements AutoCloseable {
    final Stack stack;
    final PrometheusClient prometheus;
    final long workers;

    /** Where the drill host hears of alerts. */
    final int port;

    private Staging(Path folder) throws IOException {
        Workspace workspace = Workspace.read(ReferenceWorkspace.copyTo(folder.resolve("reference")))
                .only(Set.of("workers"))
                .launching(Optional.of(1));
        stack = Stack.launch(workspace, new Settings(Map.of("firedrill.stack", "native")), line -> {});
        prometheus = new PrometheusClient(stack.endpoints().prometheus());
        workers = pidOf("pipeline.Workers");
        port = freePort();
    }

    static Staging launch(Path folder) throws IOException, InterruptedException {
        return launch(folder, Staging::tellTheDrillHostToo);
    }

    /**
     * Nobody but its own receivers is told; and not so soon that a group comes and is told between two looks at it. {@code news}:
     * how often its pages bring any.
     */
    static Staging untold(Path folder, String news) throws IOException, InterruptedException {
        return launch(
                folder,
                (any, written) -> written.replaceAll("group_wait: \\S+", "group_wait: 4s")
                        .replaceFirst("group_interval: \\S+", "group_interval: " + news));
    }

    private static Staging launch(Path folder, BiFunction<Staging, String, String> change)
            throws IOException, InterruptedException {
        Staging staging = new Staging(folder);
        try {
            staging.reload(change);
            return staging;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            staging.close();
            throw e;
        }
    }

    /** Below those that outgoing connections take: it must be free again when the second run listens on it. */
    static int freePort() {
        return IntStream.range(10_000, 12_000)
                .filter(Staging::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket free = new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress())) {
            return free.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** What the report says once the drills of a file were held. {@code secret}: every variable that the file names. */
    static Readiness held(Path file, Path report, String secret, Consumer<String> said) {
        Map<String, String> settings = Map.of("firedrill.config", file.toString(), "firedrill.out", report.toString());
        RemoteRun.of(new Settings(settings), name -> secret, said).hold();
        return EvidenceFile.read(report.resolve("readiness.json"), Readiness.class);
    }

    /** Of the process below this one that runs a class. */
    static long pidOf(String mainClass) {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(pid -> runs(pid, mainClass))
                .findFirst()
                .orElseThrow();
    }

    private static boolean runs(long pid, String mainClass) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).contains(mainClass);
        } catch (IOException e) {
            return false;
        }
    }

    /** A receiver that leads to the host of the drills, beside its own. */
    private String tellTheDrillHostToo(String written) {
        String route = "\n  - {receiver: drill-host, continue: true, group_interval: 1s}\n";
        String receiver = "\n- name: drill-host\n  webhook_configs: [{url: 'http://127.0.0.1:%d/webhook/drill-host'}]\n"
                .formatted(port);
        return written.replaceFirst("\n +routes:\n", "$0@@")
                .replace("@@", route.substring(1))
                .replaceFirst("\nreceivers:\n", "\nreceivers:" + receiver);
    }

    private void reload(BiFunction<Staging, String, String> change) throws IOException, InterruptedException {
        Path file = file("alertmanager.yml");
        Files.writeString(file, change.apply(this, Files.readString(file)));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.endpoints().alertmanager().resolve("/-/reload"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode())
                .as(answer.body() + Files.readString(file))
                .isEqualTo(200);
    }

    /** One that the stack was launched with, or writes. */
    Path file(String name) {
        try (Stream<Path> files = Files.walk(stack.folder())) {
            return files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that describes it; {@code more} stands under {@code remote}, and drills may name its workers' process. */
    Path describe(Path folder, String more, String drills) throws IOException {
        return Files.writeString(
                folder.resolve("staging.yaml"),
                """
                title: Staging
                remote:
                  watch: 1s
                  %s
                  prometheus: {url: '%s'}
                  alertmanager: {url: '%s'}
                """.formatted(
                                        more,
                                        stack.endpoints().prometheus(),
                                        stack.endpoints().alertmanager())
                        + drills.formatted(workers));
    }

    boolean isDown() {
        return prometheus.activeAlerts().stream()
                .anyMatch(alert -> "TargetDown".equals(alert.labels().get("alertname")));
    }

    /** To the workers. */
    void signal(String name) {
        try {
            new ProcessBuilder("kill", "-s", name, Long.toString(workers))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        signal("CONT");
        stack.close();
    }
}
