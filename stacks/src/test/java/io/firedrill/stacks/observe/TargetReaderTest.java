package io.firedrill.stacks.observe;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetReaderTest {
    private static final Instant ZERO = Instant.ofEpochSecond(1000);
    private static final String LABELS = "{\"job\":\"gateway\",\"instance\":\"gateway:8080\"}";

    private final FakeApi api = new FakeApi();

    @AfterEach
    void stop() {
        api.close();
    }

    /** One target; {@code up} are its samples, a scrape brings nine, and {@code fresh} of its series have one of late. */
    private ScrapeTarget read(String up, int fresh) {
        return read(up, fresh, 9);
    }

    /** {@code ever}: how many series had a sample for five minutes. */
    private ScrapeTarget read(String up, int fresh, int ever) {
        api.get(
                        "/api/v1/targets",
                        FakeApi.success("{\"activeTargets\":[{\"labels\":" + LABELS
                                + ",\"scrapeUrl\":\"http://a:1/metrics\",\"scrapeInterval\":\"100ms\",\"health\":\"up\","
                                + "\"lastError\":\"\"}]}"))
                .on("GET /api/v1/query", request -> {
                    String query = String.valueOf(request.getUrl().queryParameter("query"));
                    String count = query.contains("[300000ms]")
                            ? Integer.toString(ever)
                            : query.contains("last_over_time") ? Integer.toString(fresh) : "9";
                    String result = query.startsWith("up[")
                            ? "{\"metric\":{\"__name__\":\"up\"," + LABELS.substring(1) + ",\"values\":" + up + "}"
                            : "{\"metric\":" + LABELS + ",\"value\":[1001,\"" + count + "\"]}";
                    return FakeApi.response(
                            200, FakeApi.success("{\"resultType\":\"vector\",\"result\":[" + result + "]}"));
                });
        List<ScrapeTarget> targets = new TargetReader(new PrometheusClient(api.base()), 50, ZERO, ZERO.plusMillis(1000))
                .read(Set.of("a:b:c"));
        assertThat(targets).hasSize(1);
        return targets.get(0);
    }

    @Test
    void target_is_read_with_its_address_and_its_pauses() {
        ScrapeTarget target = read("[[1000.1,\"1\"],[1000.2,\"0\"],[1000.4,\"1\"],[1000.8,\"1\"],[1000.9,\"1\"]]", 9);

        assertThat(target.job()).isEqualTo("gateway");
        assertThat(target.url()).isEqualTo("http://a:1/metrics");
        assertThat(target.samples()).isEqualTo(5);
        assertThat(target.failed()).isEqualTo(1);
        assertThat(target.pauses())
                .containsExactly(new Pause(ofMillis(100), ofMillis(400)), new Pause(ofMillis(400), ofMillis(800)));
        assertThat(target.stale()).isZero();
    }

    @Test
    void series_without_a_sample_for_two_intervals_as_written_are_stale() {
        ScrapeTarget target = read("[[1000.5,\"1\"]]", 7);

        assertThat(target.series()).isEqualTo(9);
        assertThat(target.stale()).isEqualTo(2);
        assertThat(target.staleAfter()).isEqualTo(ofSeconds(10));
        assertThat(api.requests())
                .extracting(request -> String.valueOf(request.getUrl().queryParameter("query")))
                .anyMatch(query ->
                        query.startsWith("count by (job, instance) (last_over_time({instance!=\"\", __name__!~\"up|")
                                && query.endsWith("|ALERTS|ALERTS_FOR_STATE|a:b:c\"}[10000ms]))"));
    }

    @Test
    void series_that_are_gone_are_not_stale() {
        assertThat(read("[[1000.5,\"1\"]]", 9, 12).stale()).isZero();
        assertThat(read("[[1000.5,\"1\"]]", 10, 12).stale()).isZero();
    }

    /** Federated ones have the job and the instance of where they come from. */
    @Test
    void series_with_labels_of_their_own_are_not_stale() {
        assertThat(read("[[1000.5,\"1\"]]", 2, 2).stale()).isZero();
    }

    @Test
    void target_without_samples_is_one_long_pause() {
        assertThat(read("[]", 9).pauses()).containsExactly(new Pause(Duration.ZERO, ofSeconds(1)));
    }
}
