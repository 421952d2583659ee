package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.ExemplarReading;
import io.firedrill.evidence.ExemplarReading.Exemplar;
import io.firedrill.evidence.Gap;
import io.firedrill.evidence.Witness;
import io.firedrill.stacks.observe.RecordingPlan.Gauge;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExemplarReaderTest {
    private static final String PATH = "/api/v1/query_exemplars";
    private static final Instant ZERO = Instant.ofEpochSecond(1000);

    private final FakeApi api = new FakeApi();
    private final Gaps gaps = new Gaps();

    @AfterEach
    void stop() {
        api.close();
    }

    private List<ExemplarReading> read() {
        return new ExemplarReader(new PrometheusClient(api.base()), gaps, ZERO, ZERO.plusSeconds(10))
                .read(List.of(new Gauge("latency", "latency_bucket")));
    }

    @Test
    void exemplars_of_all_series_are_read_in_order_of_time() {
        api.get(
                PATH,
                FakeApi.success("[{\"seriesLabels\":{\"le\":\"0.1\"},\"exemplars\":[{\"labels\":{\"trace_id\":\"b\"},"
                        + "\"value\":\"0.07\",\"timestamp\":1002.5}]},{\"seriesLabels\":{\"le\":\"0.5\"},\"exemplars\":"
                        + "[{\"labels\":{\"traceID\":\"a\"},\"value\":\"0.2\",\"timestamp\":1001}]}]"));

        List<Exemplar> exemplars = read().get(0).exemplars();

        assertThat(exemplars)
                .containsExactly(
                        new Exemplar(Map.of("le", "0.5"), Map.of("traceID", "a"), 0.2, ofMillis(1000)),
                        new Exemplar(Map.of("le", "0.1"), Map.of("trace_id", "b"), 0.07, ofMillis(2500)));
        assertThat(exemplars).extracting(each -> each.traceId().orElse("")).containsExactly("a", "b");
        assertThat(api.requests())
                .extracting(request -> request.getUrl().toString())
                .anyMatch(url -> url.endsWith(PATH + "?query=latency_bucket&start=1000.000&end=1010.000"));
        assertThat(gaps.list()).isEmpty();
    }

    @Test
    void none_is_not_the_same_as_unread() {
        api.get(PATH, FakeApi.success("[]"));
        assertThat(read())
                .singleElement()
                .matches(reading -> reading.exemplars().isEmpty());
    }

    @Test
    void metric_that_cannot_be_read_is_a_gap() {
        assertThat(read()).isEmpty();
        assertThat(gaps.list()).extracting(Gap::witness).containsExactly(Witness.PROMETHEUS);
    }
}
