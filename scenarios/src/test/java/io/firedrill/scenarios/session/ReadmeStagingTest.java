package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of a system that already runs, as the README writes it in two parts: it can be read, and permits what it plans. */
class ReadmeStagingTest {
    private static final Path README = Path.of("..").resolve("README.md");

    @TempDir
    Path folder;

    @Test
    void staging_file_of_the_readme_is_taken_as_it_is() throws IOException {
        String readme = Files.readString(README);
        String more = block(readme, "# staging.yaml, continued");
        Files.writeString(
                folder.resolve("ca.pem"), new HeldCertificate.Builder().build().certificatePem());
        Path file = Files.writeString(
                folder.resolve("staging.yaml"),
                block(readme, "# staging.yaml\n") + more.substring(more.indexOf("remote:\n") + "remote:\n".length()));

        RemoteSystem system = RemoteSystem.read(file, name -> "s3cret");

        assertThat(system.of(EndpointKind.JAEGER)).hasSize(1);
        assertThat(system.drills()).hasSizeGreaterThan(1).allSatisfy(drill -> {
            assertThat(system.forbids(drill)).as(drill.name()).isEmpty();
            assertThat(RemotePlan.drill(drill).promises()).isNotEmpty();
        });
        assertThat(new DryRun(system).lines()).noneMatch(line -> line.contains("s3cret"));
    }

    /** Until what is not indented by four spaces. */
    private static String block(String readme, String title) {
        return readme.substring(readme.indexOf("    " + title) + 4)
                .lines()
                .takeWhile(line -> line.isEmpty() || line.startsWith("    ") || line.startsWith("#"))
                .map(line -> line.startsWith("    ") ? line.substring(4) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
