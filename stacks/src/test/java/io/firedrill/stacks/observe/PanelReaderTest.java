package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Level.Point;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.PanelReading;
import io.firedrill.stacks.dashboard.PanelQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PanelReaderTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1000);
    private static final PanelQuery RATE = new PanelQuery("Shop", "Rate", "A", "sum(rate(x[1m]))");
    private static final String SELECTOR = """
            {"type": "vectorSelector", "name": "x", "matchers": [
              {"name": "__name__", "type": "=", "value": "x"}, {"name": "job", "type": "=", "value": "a"}]}
            """;

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    private MetricEvidence read(PanelQuery... panels) {
        return new PanelReader(new PrometheusClient(api.base()), ZERO, ZERO.plusSeconds(60))
                .added(MetricEvidence.NONE, List.of(panels));
    }

    private void drawn(String result) {
        api.get("/api/v1/query_range", FakeApi.success("{\"resultType\": \"matrix\", \"result\": [" + result + "]}"));
    }

    @Test
    void panel_is_asked_over_the_drill_in_few_points() {
        drawn("{\"metric\": {\"job\": \"a\"}, \"values\": [[1000, \"1\"], [1001, \"NaN\"], [1002, \"3\"]]}");

        PanelReading read = read(RATE).panels().get(0);

        assertThat(api.requests().get(0).getUrl().toString()).endsWith("&start=1000.000&end=1060.000&step=0.500");
        assertThat(read.drew()).isTrue();
        assertThat(read.drawn().query()).isEqualTo(RATE.query());
        assertThat(read.drawn().courses().get(0).points())
                .containsExactly(new Point(Duration.ZERO, 1), new Point(Duration.ofSeconds(2), 3));
    }

    @Test
    void panel_that_draws_nothing_tells_which_selectors_no_series_matches() {
        drawn("{\"metric\": {}, \"values\": [[1000, \"NaN\"]]}");
        api.get("/api/v1/parse_query", FakeApi.success(SELECTOR)).get("/api/v1/series", FakeApi.success("[]"));

        assertThat(read(RATE).panels()).singleElement().satisfies(each -> {
            assertThat(each.drew()).isFalse();
            assertThat(each.missing()).containsExactly("x{job=\"a\"}");
        });

        api.get("/api/v1/series", FakeApi.success("[{\"__name__\": \"x\", \"job\": \"a\"}]"));
        assertThat(read(RATE).panels().get(0).missing()).isEmpty();
    }

    @Test
    void query_that_is_not_taken_is_an_answer_and_no_gap() {
        api.on(
                "GET /api/v1/query_range",
                request -> FakeApi.response(
                        400, "{\"status\": \"error\", \"errorType\": \"bad_data\", \"error\": \"parse error\"}"));

        MetricEvidence read = read(RATE);

        assertThat(read.panels().get(0).error()).contains("parse error");
        assertThat(read.gaps()).isEmpty();
    }

    @Test
    void panel_that_could_not_be_asked_is_a_gap() {
        api.on("GET /api/v1/query_range", request -> FakeApi.response(503, "busy"));

        MetricEvidence read = read(RATE);

        assertThat(read.panels()).isEmpty();
        assertThat(read.gaps())
                .singleElement()
                .satisfies(gap -> assertThat(gap.reason()).contains("503: busy"));
    }
}
