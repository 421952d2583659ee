package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static io.firedrill.assertions.Spans.traced;
import static io.firedrill.assertions.Spans.whole;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TracesSampledTest {
    private static final Promise ALL = TraceStructurePromises.samplingKeeps(1);
    private static final Promise HALF = TraceStructurePromises.samplingKeeps(0.5);

    /** A hundred requests that succeeded, of which so many left a trace. */
    private static Fixture stored(int traces) {
        Fixture fixture = healthy();
        for (int i = 0; i < traces; i++) {
            fixture.trace(i, whole(i, 0));
        }
        return fixture;
    }

    @Test
    void every_trace_is_kept() {
        assertThat(text(ALL, stored(100)))
                .isEqualTo("kept: expected to keep the traces of 100 % of the requests that succeeded, and of every one"
                        + " that failed, but 100 of 100 are there (100 %), which means between 90.2 % and 100 %; none of"
                        + " those that failed []");
    }

    @Test
    void half_where_all_were_promised_is_broken() {
        assertThat(text(ALL, stored(50)))
                .isEqualTo(
                        "broken: expected to keep the traces of 100 % of the requests that succeeded, and of every one"
                                + " that failed, but 50 of 100 are there (50 %), which means between 34.3 % and 65.6 %; none of"
                                + " those that failed [look at OTEL_TRACES_SAMPLER of the entry, and at what samples in the"
                                + " Collector; what was sampled and lost is T12's to tell]");
    }

    @Test
    void share_is_judged_by_chance_and_not_by_equality() {
        assertThat(verdict(HALF, stored(50))).isInstanceOf(Kept.class);
        assertThat(verdict(HALF, stored(40))).isInstanceOf(Kept.class);
        assertThat(verdict(HALF, stored(60))).isInstanceOf(Kept.class);
        assertThat(verdict(HALF, stored(33))).isInstanceOf(Broken.class);
        assertThat(verdict(ALL, stored(99))).isInstanceOf(Kept.class);
    }

    @Test
    void more_than_promised_says_nothing_of_requests_that_do_not_ask_for_it() {
        assertThat(text(HALF, stored(100))).contains("inconclusive: ", "a sampler that follows its parent obeys");
    }

    @Test
    void trace_of_a_failed_request_that_is_missing_is_broken_whatever_the_share() {
        Fixture fixture = failing();
        for (int i = 0; i < fixture.ledger.size(); i += 2) {
            fixture.trace(i, whole(i, 0));
        }
        assertThat(text(HALF, fixture))
                .startsWith("broken: ")
                .contains("; 100 of 200 of those that failed [who samples at the head decides before anything has");
        assertThat(text(ALL, traced(failing()))).contains("kept: ", "; 200 of 200 of those that failed");
    }

    @Test
    void nothing_found_or_not_looked_for_is_inconclusive() {
        assertThat(text(ALL, stored(0))).contains("inconclusive: ", "none of 100 traces was found (see T01)");
        Fixture unasked = stored(50);
        unasked.lookedUp = Optional.of(60);
        assertThat(text(ALL, unasked)).contains("inconclusive: ", "only 60 of 100 traces were asked for");
        assertThat(verdict(ALL, stored(50).gap(Witness.TRACES))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(ALL, stored(50).gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
        assertThat(text(ALL, traced(new Fixture().requests(0, 0.9, 20, 200))))
                .contains("inconclusive: ", "only 9 requests succeeded");
    }

    @Test
    void interval_is_wilsons() {
        assertThat(Sampling.least(10, 100)).isBetween(0.037, 0.038);
        assertThat(Sampling.most(10, 100)).isBetween(0.240, 0.241);
        assertThat(Sampling.most(100, 100)).isEqualTo(1);
        assertThat(Sampling.least(0, 100)).isZero();
    }
}
