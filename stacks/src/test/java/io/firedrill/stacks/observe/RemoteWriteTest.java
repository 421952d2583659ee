package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.snappy.SnappyDecompressor;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

class RemoteWriteTest {
    private static final Series SERIES =
            new Series(Map.of("job", "a", "__name__", "x"), List.of(new Sample(Instant.ofEpochMilli(1_000), 1.5)));

    /** Written out by hand from prompb/types.proto: labels in order of their names. */
    private static final String BYTES = "0a2a"
            + "0a0d" + "0a085f5f6e616d655f5f" + "120178"
            + "0a08" + "0a036a6f62" + "120161"
            + "120c" + "09" + "000000000000f83f" + "10e807";

    @Test
    void message_is_that_of_the_specification() {
        assertThat(HexFormat.of().formatHex(RemoteWrite.message(List.of(SERIES))))
                .isEqualTo(expected());
    }

    @Test
    void body_is_the_message_in_snappy() {
        byte[] body = RemoteWrite.body(List.of(SERIES));
        byte[] plain = new byte[200];
        int length = new SnappyDecompressor().decompress(body, 0, body.length, plain, 0, plain.length);

        assertThat(HexFormat.of().formatHex(Arrays.copyOf(plain, length))).isEqualTo(expected());
    }

    @Test
    void request_says_what_it_is() throws IOException, InterruptedException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().code(204).build());
            server.start();
            new PrometheusClient(server.url("/").uri()).write(List.of(SERIES));
            RecordedRequest request = server.takeRequest();

            assertThat(request.getTarget()).isEqualTo("/api/v1/write");
            assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-protobuf");
            assertThat(request.getHeaders().get("Content-Encoding")).isEqualTo("snappy");
            assertThat(request.getHeaders().get("X-Prometheus-Remote-Write-Version"))
                    .isEqualTo("0.1.0");
        }
    }

    @Test
    void refusal_is_told_with_its_reason() throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder()
                    .code(400)
                    .body("out of order sample\n")
                    .build());
            server.start();
            PrometheusClient prometheus = new PrometheusClient(server.url("/").uri());

            assertThatThrownBy(() -> prometheus.write(List.of(SERIES)))
                    .isInstanceOf(StackException.class)
                    .hasMessage("prometheus answered POST " + server.url("/api/v1/write")
                            + " with 400: out of order sample");
        }
    }

    private static String expected() {
        int length = BYTES.length() / 2 - 2;
        return "0a%02x".formatted(length) + BYTES.substring(4);
    }
}
