package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.failing;
import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final Promise COUNTS = Promises.countsRequests("requests");
    private static final Promise RATIO = Promises.errorRatioIsTrue("errors", "requests");

    private static Fixture counted(Fixture fixture, double requests) {
        return fixture.counter("requests", 7, 7 + requests, 1, 2);
    }

    private static Fixture ratio(double errors, double requests) {
        return counted(failing(), requests).counter("errors", 0, errors, 0, 1);
    }

    private static Fixture unanswered(int requests) {
        Fixture fixture = healthy();
        for (int i = 0; i < requests; i++) {
            fixture.request(s(11 + i), 20, Optional.empty());
        }
        return fixture;
    }

    @Test
    void count_that_equals_the_ledger_is_kept() {
        assertThat(text(COUNTS, counted(healthy(), 100)))
                .isEqualTo("kept: expected to count the ledger's 100 requests, but counted 100 []");
    }

    @Test
    void count_that_is_one_off_is_broken() {
        assertThat(text(COUNTS, counted(healthy(), 99)))
                .isEqualTo("broken: expected to count the ledger's 100 requests, but counted 99, 1 too few []");
        assertThat(text(COUNTS, counted(healthy(), 101))).contains("broken: ", "counted 101, 1 too many");
        assertThat(verdict(COUNTS, counted(healthy(), 99.5))).isInstanceOf(Broken.class);
    }

    @Test
    void requests_without_an_answer_may_or_may_not_be_counted() {
        assertThat(text(COUNTS, counted(unanswered(3), 103)))
                .isEqualTo("kept: expected to count between 100 and 103 requests, as the ledger has 3 without"
                        + " an answer, but counted 103 []");
        assertThat(verdict(COUNTS, counted(unanswered(3), 100))).isInstanceOf(Kept.class);
        assertThat(verdict(COUNTS, counted(unanswered(3), 104))).isInstanceOf(Broken.class);
        assertThat(verdict(COUNTS, counted(unanswered(3), 99))).isInstanceOf(Broken.class);
    }

    @Test
    void counter_that_was_not_read_or_saw_nothing_is_inconclusive() {
        assertThat(text(COUNTS, healthy())).contains("inconclusive: ", "the drill read no counter \"requests\"");
        assertThat(text(COUNTS, healthy().counter("requests", 0, 0, 0, 0)))
                .contains("inconclusive: ", "its query returned no series: requests_total");
        assertThat(verdict(COUNTS, counted(healthy(), 100).gap(Witness.PROMETHEUS)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(COUNTS, counted(healthy(), 100).gap(Witness.LEDGER))).isInstanceOf(Inconclusive.class);
        assertThat(text(COUNTS, counted(new Fixture(), 0))).contains("inconclusive: ", "no requests were sent");
    }

    @Test
    void counter_that_was_reset_is_inconclusive() {
        assertThat(text(COUNTS, healthy().counter("requests", 50, 49, 1, 1)))
                .contains("inconclusive: ", "the counter was reset: 50 in 1 series before, 49 in 1 after");
        assertThat(verdict(COUNTS, healthy().counter("requests", 0, 100, 3, 2))).isInstanceOf(Inconclusive.class);
        assertThat(text(RATIO, counted(failing(), 399).counter("errors", 5, 0, 1, 0)))
                .contains("inconclusive: ", "the counter was reset: 5 in 1 series before, 0 in 0 after");
    }

    @Test
    void count_of_requests_that_were_all_unanswered_is_inconclusive() {
        Fixture silent = unanswered(20);
        silent.ledger.removeIf(entry -> entry.status().isPresent());
        assertThat(text(COUNTS, silent.counter("requests", 0, 0, 1, 1)))
                .contains("inconclusive: ", "no request was answered, so that a counter that never counts would do");
    }

    @Test
    void ratio_that_equals_the_ledger_is_kept() {
        assertThat(text(RATIO, ratio(200, 399)))
                .isEqualTo("kept: expected to be the ledger's 200 of 399, but counted 200 of 399 []");
    }

    @Test
    void ratio_that_is_one_error_off_is_broken() {
        assertThat(text(RATIO, ratio(199, 399)))
                .isEqualTo("broken: expected to be the ledger's 200 of 399, but counted 199 of 399 []");
        assertThat(verdict(RATIO, ratio(201, 399))).isInstanceOf(Broken.class);
    }

    @Test
    void total_that_is_wrong_by_the_same_factor_is_left_to_m01() {
        assertThat(verdict(RATIO, ratio(400, 798))).isInstanceOf(Kept.class);
        assertThat(verdict(RATIO, ratio(200, 398))).isInstanceOf(Broken.class);
    }

    @Test
    void errors_that_were_never_counted_are_broken_with_the_query() {
        assertThat(text(RATIO, counted(failing(), 399).counter("errors", 0, 0, 0, 0)))
                .contains("broken: ", "counted 0 of 399 [its query returned no series: errors_total]");
    }

    @Test
    void requests_without_an_answer_widen_the_ratio() {
        Fixture fixture = failing().request(s(50), 20, Optional.empty());
        assertThat(verdict(RATIO, counted(fixture, 400).counter("errors", 0, 201, 0, 1)))
                .isInstanceOf(Kept.class);
        Fixture more = failing().request(s(50), 20, Optional.empty());
        assertThat(verdict(RATIO, counted(more, 400).counter("errors", 0, 202, 0, 1)))
                .isInstanceOf(Broken.class);
    }

    @Test
    void ratio_without_an_error_or_a_total_is_inconclusive() {
        assertThat(text(RATIO, counted(healthy(), 100).counter("errors", 0, 0, 0, 0)))
                .contains("inconclusive: ", "a counter that never counts would look the same");
        assertThat(text(RATIO, ratio(200, 0)))
                .contains("inconclusive: ", "counter \"requests\" did not move (see M01)");
        assertThat(verdict(RATIO, failing().counter("requests", 0, 0, 0, 0).counter("errors", 0, 200, 0, 1)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(RATIO, counted(failing(), 399))).isInstanceOf(Inconclusive.class);
        assertThat(verdict(RATIO, counted(failing(), 399).counter("errors", 9, 3, 1, 1)))
                .isInstanceOf(Inconclusive.class);
        assertThat(verdict(RATIO, ratio(200, 399).gap(Witness.PROMETHEUS))).isInstanceOf(Inconclusive.class);
    }
}
