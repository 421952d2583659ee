package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Measured.pause;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Source;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsScrapedTest {
    private static final Promise SCRAPED = MetricPromises.targetsAreScraped(s(1));
    private static final String EXPECTED =
            "expected each to be scraped, once, at least every 1s, with samples that are fresh, but ";
    private static final Promise COUNTS = Promises.countsRequests("requests");

    private static Measured two() {
        return new Measured()
                .target("gateway", "gateway:8080", "http://a:1/metrics")
                .target("inference", "inference:8080", "http://a:2/metrics");
    }

    private static Measured paused(Pause... pauses) {
        return new Measured().target("gateway", "gateway:8080", "u", 500, List.of(pauses), 0, "");
    }

    private static FaultRecord fault(String target, double from, double to) {
        return new FaultRecord("cut", "refuse", target, "refused", Optional.empty(), s(from), s(to), s(to), SOURCE);
    }

    @Test
    void targets_that_are_scraped_once_and_in_time_are_kept() {
        assertThat(text(SCRAPED, two().on(healthy())))
                .isEqualTo("kept: " + EXPECTED + "2 targets were, in 1200 scrapes []");
    }

    @Test
    void two_targets_of_one_url_are_broken_also_in_different_jobs() {
        assertThat(text(
                        SCRAPED,
                        two().target("gateway-old", "gateway:8080", "http://a:1/metrics")
                                .on(healthy())))
                .isEqualTo(
                        "broken: " + EXPECTED + "targets gateway (gateway:8080) and gateway-old (gateway:8080) scrape"
                                + " the same http://a:1/metrics [what is scraped twice counts twice in every sum]");
    }

    @Test
    void parameters_make_another_target() {
        Measured workers = new Measured()
                .target("workers", "worker-01", "http://a:3/probe?target=worker-01")
                .target("workers", "worker-02", "http://a:3/probe?target=worker-02");
        assertThat(verdict(SCRAPED, workers.on(healthy()))).isInstanceOf(Kept.class);
    }

    @Test
    void two_targets_that_write_the_same_series_are_broken() {
        Measured workers = new Measured()
                .target("workers", "workers:8080", "http://a:3/probe?target=worker-01")
                .target("workers", "workers:8080", "http://a:3/probe?target=worker-02");
        assertThat(text(SCRAPED, workers.on(healthy())))
                .contains(
                        "broken: ",
                        "targets workers (workers:8080) and workers (workers:8080) have the same labels, so that they"
                                + " write the same series");
    }

    @Test
    void target_that_was_never_scraped_is_broken_with_the_reason() {
        Measured never = two().target("provider", "provider:1", "u", 0, List.of(pause(0, 60)), 0, "no route to host");
        assertThat(text(SCRAPED, never.on(healthy())))
                .isEqualTo(
                        "broken: " + EXPECTED + "target provider (provider:1) was never scraped: no route to host []");
    }

    @Test
    void gap_that_is_longer_than_allowed_is_broken() {
        assertThat(verdict(SCRAPED, paused(pause(5, 6)).on(healthy()))).isInstanceOf(Kept.class);
        assertThat(text(SCRAPED, paused(pause(5, 6.1)).on(healthy())))
                .isEqualTo("broken: " + EXPECTED + "target gateway (gateway:8080) was not scraped for 1.1s (t+5.0s to"
                        + " t+6.1s) []");
    }

    @Test
    void gap_within_a_fault_of_its_scrapes_is_the_drills_own() {
        Fixture cut = paused(pause(9.9, 30.5)).on(healthy());
        cut.faults.add(fault("prometheus->gateway", 10, 30));
        assertThat(verdict(SCRAPED, cut)).isInstanceOf(Kept.class);

        Fixture killed = paused(pause(9.9, 30.5)).on(healthy());
        killed.faults.add(fault("gateway", 10, 30));
        assertThat(verdict(SCRAPED, killed)).isInstanceOf(Kept.class);
    }

    @Test
    void gap_that_outlasts_the_fault_or_is_of_another_target_is_broken() {
        Fixture late = paused(pause(9.9, 31.5)).on(healthy());
        late.faults.add(fault("prometheus->gateway", 10, 30));
        assertThat(verdict(SCRAPED, late)).isInstanceOf(Broken.class);

        Fixture other = paused(pause(9.9, 30.5)).on(healthy());
        other.faults.add(fault("prometheus->inference", 10, 30));
        other.faults.add(fault("gateway->inference", 10, 30));
        assertThat(verdict(SCRAPED, other)).isInstanceOf(Broken.class);

        Fixture before = paused(pause(5, 30.5)).on(healthy());
        before.faults.add(fault("prometheus->gateway", 10, 30));
        assertThat(verdict(SCRAPED, before)).isInstanceOf(Broken.class);
    }

    /** At a time scale of 50 a machine that is short of time looks like that. */
    @Test
    void gap_that_most_processes_have_at_the_same_time_is_no_targets_fault() {
        Measured still = new Measured()
                .target("gateway", "gateway:8080", "http://a:1/metrics", 500, List.of(pause(5, 6.2)), 0, "")
                .target("inference", "inference:8080", "http://a:2/metrics", 500, List.of(pause(5.9, 6.4)), 0, "")
                .target("jaeger", "jaeger:1", "http://a:3/metrics", 500, List.of(), 0, "");
        assertThat(text(SCRAPED, still.on(healthy())))
                .isEqualTo(
                        "inconclusive: " + EXPECTED + "other targets paused with gateway (gateway:8080), which was not"
                                + " scraped for 1.2s (t+5.0s to t+6.2s) [Prometheus or the machine stood still: give it more, or hold"
                                + " fewer drills at a time]");
        still.target("collector", "collector:1", "http://a:4/metrics");
        assertThat(verdict(SCRAPED, still.on(healthy()))).isInstanceOf(Broken.class);
    }

    @Test
    void three_processes_of_one_machine_do_not_pause_together_by_chance_and_of_many_machines_they_may() {
        Measured three = new Measured();
        for (int i = 1; i <= 7; i++) {
            three.target(
                    "job-" + i,
                    "i:" + i,
                    "http://a:" + i + "/metrics",
                    500,
                    i > 3 ? List.of() : List.of(pause(5, 6.2)),
                    0,
                    "");
        }
        assertThat(verdict(SCRAPED, three.on(healthy()))).isInstanceOf(Inconclusive.class);
        Fixture remote = three.on(healthy());
        remote.mode = "remote";
        assertThat(verdict(SCRAPED, remote)).isInstanceOf(Broken.class);
    }

    @Test
    void many_targets_of_one_exporter_are_not_most_processes() {
        Measured exporter = new Measured()
                .target("workers", "worker-01", "http://a:3/probe?target=1", 500, List.of(pause(5, 7)), 0, "")
                .target("workers", "worker-02", "http://a:3/probe?target=2", 500, List.of(pause(5, 7)), 0, "")
                .target("gateway", "gateway:8080", "http://a:1/metrics");
        assertThat(verdict(SCRAPED, exporter.on(healthy()))).isInstanceOf(Broken.class);
    }

    @Test
    void samples_that_are_older_than_scrapes_bring_are_broken() {
        Measured stale = new Measured().target("gateway", "gateway:8080", "u", 600, List.of(), 3, "");
        assertThat(text(SCRAPED, stale.on(healthy())))
                .contains(
                        "broken: ",
                        "target gateway (gateway:8080) brings 3 of 90 series with samples that are more than 10s old");
    }

    @Test
    void nothing_read_or_scraped_is_inconclusive() {
        assertThat(text(SCRAPED, healthy()))
                .isEqualTo("inconclusive: " + EXPECTED
                        + "the drill did not read the state of the metrics [call metrics() on it]");
        assertThat(text(SCRAPED, new Measured().on(healthy()))).contains("inconclusive: ", "has no active targets");
        assertThat(verdict(SCRAPED, two().on(healthy()).gap(Witness.PROMETHEUS)))
                .isInstanceOf(Inconclusive.class);
        Fixture brief = two().on(healthy());
        brief.observed = s(0.2);
        assertThat(text(SCRAPED, brief))
                .contains(
                        "inconclusive: ", "the drill is too short for target gateway (gateway:8080), which is scraped");
    }

    @Test
    void count_of_targets_that_are_scraped_twice_is_for_m04_to_tell() {
        Measured doubled = two().target("gateway", "gateway:8080", "http://a:1/metrics", "replica", "b");
        assertThat(text(COUNTS, doubled.on(counted("sum(requests_total{job=\"gateway\"})", 200))))
                .endsWith("but counted 200, of targets that are scraped twice (see M04) []");
        assertThat(text(
                        COUNTS,
                        doubled.on(
                                counted("http://p/api/v1/query?query=requests_total%7Bjob%3D%22gateway%22%7D", 200))))
                .contains("see M04");
        assertThat(verdict(COUNTS, doubled.on(counted("sum(requests_total{job=\"inference\"})", 200))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(COUNTS, doubled.on(counted("sum(requests_total)", 99))))
                .isInstanceOf(Broken.class);
        assertThat(verdict(COUNTS, two().on(counted("sum(requests_total)", 200))))
                .isInstanceOf(Broken.class);
    }

    private static Fixture counted(String query, double requests) {
        Fixture fixture = healthy();
        fixture.counters.add(
                new CounterReading("requests", 7, 7 + requests, 1, 1, s(50), new Source("prometheus", query)));
        return fixture;
    }
}
