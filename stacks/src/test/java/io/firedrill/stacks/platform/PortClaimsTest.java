package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortClaimsTest {
    @TempDir
    Path folder;

    @Test
    void port_of_one_run_is_refused_to_another_until_it_is_over() {
        try (PortClaims theirs = PortClaims.open(folder.resolve("ports.lock"))) {
            try (PortClaims mine = PortClaims.open(folder.resolve("ports.lock"))) {
                assertThat(mine.claim(12_345)).isTrue();
                assertThat(theirs.claim(12_345)).isFalse();
                assertThat(theirs.claim(12_346)).isTrue();
            }

            assertThat(theirs.claim(12_345)).isTrue();
        }
    }

    @Test
    void port_of_another_jvm_is_refused_and_free_again_once_that_is_killed() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Claiming.class.getName(),
                        folder.resolve("ports.lock").toString())
                .redirectErrorStream(true)
                .start();
        try (PortClaims mine = PortClaims.open(folder.resolve("ports.lock"));
                Stream<String> said = other.inputReader(StandardCharsets.UTF_8).lines()) {
            assertThat(said.findFirst()).contains("true");
            assertThat(mine.claim(12_345)).isFalse();

            other.destroyForcibly().waitFor();

            assertThat(mine.claim(12_345)).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    /** The other JVM. */
    static final class Claiming {
        private Claiming() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println(PortClaims.open(Path.of(arguments[0])).claim(12_345));
            System.in.read();
        }
    }
}
