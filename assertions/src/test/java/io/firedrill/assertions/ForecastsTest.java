package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.LATENCY;
import static io.firedrill.assertions.Fixture.SLOW;
import static io.firedrill.assertions.Fixture.firing;
import static io.firedrill.assertions.Fixture.pending;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.slow;
import static io.firedrill.assertions.Fixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.alert.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Latency waits 2.4 s, and its route 600 ms: nobody is told within less than 3 s. */
class ForecastsTest {
    private static List<String> hopeless(Fixture fixture, Promise promise, Watched... watched) {
        return Forecasts.hopeless(fixture.evidence().configuration(), List.of(promise), List.of(watched));
    }

    private static Route route(String receiver, double wait, String... matchers) {
        return new Route(receiver, List.of(matchers), List.of("job"), s(wait), s(6), s(216));
    }

    @Test
    void promise_that_the_configuration_can_never_keep_is_told_with_what_takes_so_long() {
        assertThat(hopeless(slow(), Promises.firesWithin(LATENCY, "slow", s(2.9))))
                .containsExactly(
                        "Latency{job=\"inference\"} is promised within 2.9s, but the configuration needs at least"
                                + " 3s: `for` 2.4s, `group_wait` 600ms");
        assertThat(hopeless(slow(), Promises.missingDataIsNoticed(LATENCY, "slow", s(2.9))))
                .hasSize(1);
    }

    @Test
    void promise_at_the_floor_can_be_kept() {
        assertThat(hopeless(slow(), Promises.firesWithin(LATENCY, "slow", s(3))))
                .isEmpty();
        assertThat(hopeless(slow(), Promises.reaches(LATENCY, "oncall"))).isEmpty();
    }

    @Test
    void time_to_cross_the_threshold_counts_where_the_drill_knows_it() {
        Promise three = Promises.firesWithin(LATENCY, "slow", s(3));
        assertThat(hopeless(slow(), three, new Watched(LATENCY, "slow", s(0.4))))
                .singleElement()
                .asString()
                .contains("at least 3.4s: crossing the threshold 400ms, `for` 2.4s");
        assertThat(hopeless(slow(), three, new Watched(LATENCY, "other", s(0.4))))
                .isEmpty();
    }

    @Test
    void slower_route_that_takes_it_first_counts_and_the_root_behind_it_does_not() {
        Fixture fixture = slow();
        fixture.routes.set(0, route("oncall", 5, "severity=\"page\""));
        assertThat(hopeless(fixture, Promises.firesWithin(LATENCY, "slow", s(7))))
                .singleElement()
                .asString()
                .contains("at least 7.4s", "`group_wait` 5s");
    }

    /** Nothing is called hopeless because of a label that nobody knows yet. */
    @Test
    void route_about_an_unknown_label_may_be_the_one() {
        Fixture fixture = slow();
        fixture.routes.set(0, route("oncall", 5, "severity=\"page\""));
        fixture.routes.add(0, route("fast", 0.1, "region=\"eu\""));
        assertThat(hopeless(fixture, Promises.firesWithin(LATENCY, "slow", s(2.5))))
                .isEmpty();
        assertThat(hopeless(fixture, Promises.firesWithin(LATENCY.with("region", "us"), "slow", s(2.5))))
                .hasSize(1);
    }

    @Test
    void rule_or_route_that_is_not_there_says_nothing() {
        Fixture fixture = slow();
        fixture.routes.clear();
        assertThat(hopeless(fixture, Promises.firesWithin(LATENCY, "slow", s(0.1))))
                .isEmpty();
        assertThat(hopeless(slow(), Promises.firesWithin(AlertSelector.of("Gone"), "slow", s(0.1))))
                .isEmpty();
    }

    @Test
    void verdict_says_it_too() {
        Fixture late = slow().latency(pending(10.5, 12.8), firing(12.9, 31)).alarm(13.6, "oncall", "Latency", SLOW);
        assertThat(text(Promises.firesWithin(LATENCY, "slow", s(2.95)), late))
                .startsWith("broken: ")
                .endsWith("[its route waits `group_wait: 600ms`; the configuration needs at least 3s: `for` 2.4s,"
                        + " `group_wait` 600ms]");
        assertThat(text(Promises.firesWithin(LATENCY, "slow", s(2.5)), late))
                .endsWith("[the configuration needs at least 3s: `for` 2.4s, `group_wait` 600ms]");
        assertThat(text(Promises.firesWithin(LATENCY, "slow", s(3.5)), late))
                .endsWith("[its route waits `group_wait: 600ms`]");
    }
}
