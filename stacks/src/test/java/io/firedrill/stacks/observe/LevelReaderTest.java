package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level;
import io.firedrill.stacks.observe.RecordingPlan.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LevelReaderTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1000);
    private static final List<Gauge> GAUGES = List.of(new Gauge("p99", "job:p99"));

    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();

    @AfterEach
    void stop() {
        api.close();
    }

    private List<Level> read(Duration observed) {
        return new LevelReader(new PrometheusClient(api.base()), gaps, ZERO, ZERO.plus(observed))
                .read(GAUGES, ofMillis(100));
    }

    @Test
    void course_is_read_in_steps_with_offsets_and_without_what_is_no_number() {
        api.get("/api/v1/format_query", FakeApi.success("\"job:p99\""))
                .get(
                        "/api/v1/query_range",
                        FakeApi.success("{\"result\":[{\"metric\":{\"__name__\":\"job:p99\",\"job\":\"b\"},\"values\":"
                                + "[[1000,\"NaN\"],[1000.1,\"0.15\"],[1000.2,\"+Inf\"]]},"
                                + "{\"metric\":{\"job\":\"a\"},\"values\":[[1000,\"NaN\"]]}]}"));

        Level level = read(ofMillis(200)).get(0);

        assertThat(level.name()).isEqualTo("p99");
        assertThat(level.query()).isEqualTo("job:p99");
        assertThat(level.courses())
                .containsExactly(new Level.Course(
                        Map.of("job", "b"),
                        List.of(
                                new Level.Point(ofMillis(100), 0.15),
                                new Level.Point(ofMillis(200), Double.POSITIVE_INFINITY))));
        assertThat(api.requests())
                .extracting(request -> request.getUrl().toString())
                .anyMatch(url ->
                        url.endsWith("/api/v1/query_range?query=job%3Ap99&start=1000.000&end=1000.200&step=0.100"));
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void long_drill_is_read_in_longer_steps() {
        api.get("/api/v1/format_query", FakeApi.success("\"job:p99\""))
                .get("/api/v1/query_range", FakeApi.success("{\"result\":[]}"));

        assertThat(read(Duration.ofHours(10)).get(0).source().locator()).endsWith("&step=3.600");
    }

    @Test
    void level_that_cannot_be_read_is_a_gap() {
        assertThat(read(ofMillis(200))).isEmpty();
        assertThat(gaps.list())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("404"));
    }
}
