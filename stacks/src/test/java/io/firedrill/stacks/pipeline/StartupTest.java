package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The services as processes that cannot start. */
class StartupTest {
    @Test
    void missing_variable_is_one_line_on_stderr_and_exit_code_1() throws Exception {
        assertThat(run(Provider.class, Map.of("PORT", "0")))
                .isEqualTo(
                        new Ended(1, List.of("provider: PROVIDER_API_KEY is missing: set this environment variable")));
    }

    @Test
    void taken_port_is_one_line_on_stderr_and_exit_code_1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = run(Provider.class, Map.of("PORT", port, "PROVIDER_API_KEY", "key"));

            assertThat(ended.code).isEqualTo(1);
            assertThat(ended.lines)
                    .singleElement()
                    .asString()
                    .startsWith("provider: ")
                    .contains(port);
        }
    }

    private record Ended(int code, List<String> lines) {}

    private static Ended run(Class<?> main, Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), main.getName());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process =
                builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), errors.lines().toList());
    }
}
