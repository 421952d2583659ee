package io.firedrill.stacks.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firedrill.evidence.llm.LlmCall;
import io.firedrill.stacks.pipeline.Helicone;
import io.firedrill.stacks.pipeline.LangSmith;
import io.firedrill.stacks.pipeline.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendors' own clients take our stand-ins for the real thing, and so do we. */
class VendorClientsIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String REQUEST =
            UUID.nameUUIDFromBytes((TRACE + "/0").getBytes(UTF_8)).toString();
    private static final Path FOLDER = Path.of("target", "vendor-clients").toAbsolutePath();

    private final Instant zero = Instant.now().minusSeconds(1);
    private final Running helicone =
            Helicone.start(Map.of("PORT", "0", "PROVIDER_URL", "http://127.0.0.1:9", "HELICONE_API_KEY", "gate"));
    private final Running langsmith = LangSmith.start(Map.of("PORT", "0", "LANGSMITH_API_KEY", "smith"));

    @AfterEach
    void stop() {
        helicone.close();
        langsmith.close();
    }

    private record Ended(int code, String output) {}

    private Ended run(Path folder, String... command) {
        try {
            Files.createDirectories(folder);
            Path log = folder.resolve("log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "HELICONE",
                            helicone.uri().toString(),
                            "LANGSMITH",
                            langsmith.uri().toString(),
                            "LANGSMITH_TRACING",
                            "true",
                            "REQUEST",
                            REQUEST));
            Process process = builder.start();
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Ended(-1, "did not end: " + Files.readString(log));
            }
            return new Ended(process.exitValue(), Files.readString(log));
        } catch (IOException | InterruptedException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        }
    }

    private static Path script(Path folder, String name) {
        try (InputStream script =
                Objects.requireNonNull(VendorClientsIT.class.getResourceAsStream("/vendor-clients/" + name), name)) {
            Files.createDirectories(folder);
            Path file = folder.resolve(name);
            Files.copy(script, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void told(int runs) {
        CallLog calls = new HeliconeClient(helicone.uri(), "gate");
        await().untilAsserted(() -> assertThat(calls.calls(zero, Set.of(TRACE))).hasSize(1));
        assertThat(calls.calls(zero, Set.of(TRACE))).singleElement().satisfies(call -> {
            assertThat(call.traceId()).contains(TRACE);
            used(call);
        });
        List<LlmCall> found = new LangSmithClient(langsmith.uri(), "smith", "pipeline").calls(zero, Set.of());
        assertThat(found).hasSize(runs).allSatisfy(VendorClientsIT::used);
    }

    private static void used(LlmCall call) {
        assertThat(call.model()).isEqualTo("drill-small");
        assertThat(call.input()).isEqualTo(1000);
        assertThat(call.output()).isEqualTo(500);
        assertThat(call.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("0.00045"));
        assertThat(call.failed()).isFalse();
    }

    @Test
    void python_clients_tell_and_read_again_what_they_told() {
        Path folder = FOLDER.resolve("python");
        Ended venv = run(folder, "python3", "-m", "venv", folder.toString());
        assumeTrue(venv.code() == 0, "Python 3 with venv is not installed: " + venv.output());
        String bin = folder.resolve("bin").toString();
        Ended installed = run(
                folder,
                bin + "/pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "langsmith==0.15.1",
                "helicone-helpers==1.2.1");
        assumeTrue(installed.code() == 0, "the clients cannot be had: " + installed.output());

        Ended ended =
                run(folder, bin + "/python", script(folder, "recorders.py").toString());

        assertThat(ended.output()).contains("alone 1000 500", "batched 1000 500");
        told(2);
    }

    @Test
    void javascript_clients_tell_and_read_again_what_they_told() {
        Path folder = FOLDER.resolve("javascript");
        Ended installed =
                run(folder, "npm", "install", "--silent", "--no-audit", "langsmith@0.12.0", "@helicone/helpers@1.8.3");
        assumeTrue(installed.code() == 0, "Node.js, npm or the clients cannot be had: " + installed.output());

        Ended ended = run(folder, "node", script(folder, "recorders.mjs").toString());

        assertThat(ended.output()).contains("batched 1000 500");
        told(1);
    }
}
