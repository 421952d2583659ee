package io.firedrill.stacks.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.Firing;
import io.firedrill.evidence.history.Stretch;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.platform.RealProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that remembers nine hours: half of one without anything, and alerts on both sides of a piece's edge. */
class AlertHistoryReaderIT {
    private static final Map<String, String> LABELS = Map.of("job", "gateway", "severity", "page");

    @TempDir
    static Path folder;

    private static Instant zero = Instant.EPOCH;
    private static RealProcess process;
    private static PrometheusClient prometheus;

    @BeforeAll
    static void start() throws IOException {
        zero = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(10));
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                "{global: {scrape_interval: 15s}, storage: {tsdb: {out_of_order_time_window: 2d}}}");
        int port = RealProcess.freePorts(1).get(0);
        URI base = URI.create("http://127.0.0.1:" + port);
        process = RealProcess.start(
                List.of(
                        RealProcess.binary("prometheus", "prometheus").toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.enable-remote-write-receiver",
                        "--web.listen-address=127.0.0.1:" + port),
                Map.of(),
                base.resolve("/-/ready"));
        prometheus = new PrometheusClient(base);
        prometheus.write(List.of(
                series(Map.of("__name__", "up", "job", "gateway"), 0, 240, 270, 540),
                alert("HighErrorRate", "firing", 100, 110, 115, 120, 355, 365),
                alert("HighErrorRate", "pending", 98, 100),
                alert("Latency", "firing", 230, 240)));
    }

    @AfterAll
    static void stop() {
        process.close();
    }

    @Test
    void what_fired_is_read_across_the_edges_of_pieces_and_what_was_pending_is_not() {
        assertThat(read(0, 540).firings())
                .containsExactly(
                        fired("HighErrorRate", 100, 110),
                        fired("HighErrorRate", 115, 120),
                        fired("Latency", 230, 240),
                        fired("HighErrorRate", 355, 365));
    }

    @Test
    void what_fired_at_its_last_evaluation_was_not_seen_to_end() {
        assertThat(lastEnd(at(118).plusSeconds(7))).isEqualTo(at(118).plusSeconds(7));
        assertThat(lastEnd(at(122))).isEqualTo(at(120));
    }

    private static Instant lastEnd(Instant read) {
        List<Firing> firings = new AlertHistoryReader(prometheus)
                .read(new Stretch(at(0), read))
                .firings();
        return firings.get(firings.size() - 1).to();
    }

    @Test
    void time_without_a_sample_is_blind_with_its_edges_and_no_other_is() {
        assertThat(read(0, 540).blind()).singleElement().satisfies(blind -> {
            assertThat(blind.from()).isBetween(at(236), at(240));
            assertThat(blind.to()).isBetween(at(270), at(274));
        });
        assertThat(read(0, 230).blind()).isEmpty();
    }

    @Test
    void time_before_and_after_all_that_is_stored_is_blind() {
        List<Stretch> blind = read(-60, 570).blind();
        assertThat(blind).hasSize(3);
        assertThat(blind.get(0).from()).isEqualTo(at(-60));
        assertThat(blind.get(2).to()).isEqualTo(at(570));
    }

    @Test
    void address_where_nothing_answers_is_one_clear_error() {
        PrometheusClient nobody = new PrometheusClient(URI.create("http://127.0.0.1:1"));
        assertThatThrownBy(() -> new AlertHistoryReader(nobody).read(new Stretch(at(0), at(1))))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("prometheus did not answer GET http://127.0.0.1:1/api/v1/query");
    }

    private static AlertHistory read(int from, int to) {
        return new AlertHistoryReader(prometheus).read(new Stretch(at(from), at(to)));
    }

    private static Firing fired(String alert, int from, int to) {
        return new Firing(alert, LABELS, at(from), at(to));
    }

    private static Series alert(String name, String state, int... edges) {
        return series(
                Map.of(
                        "__name__",
                        "ALERTS",
                        "alertname",
                        name,
                        "alertstate",
                        state,
                        "job",
                        "gateway",
                        "severity",
                        "page"),
                edges);
    }

    /** A sample each fifteen seconds between pairs of minutes, both included. */
    private static Series series(Map<String, String> labels, int... edges) {
        Stream<Sample> samples = Stream.iterate(0, i -> i < edges.length, i -> i + 2)
                .flatMap(i ->
                        Stream.iterate(at(edges[i]), at -> !at.isAfter(at(edges[i + 1])), at -> at.plusSeconds(15)))
                .map(at -> new Sample(at, 1));
        return new Series(labels, samples.toList());
    }

    private static Instant at(int minute) {
        return zero.plus(Duration.ofMinutes(minute));
    }
}
