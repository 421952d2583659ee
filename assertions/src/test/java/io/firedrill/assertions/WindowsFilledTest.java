package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.healthy;
import static io.firedrill.assertions.Fixture.s;
import static io.firedrill.assertions.Fixture.text;
import static io.firedrill.assertions.Fixture.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.evidence.Witness;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RangeWindow.Feeder;
import io.firedrill.evidence.verdict.Verdict.Broken;
import io.firedrill.evidence.verdict.Verdict.Inconclusive;
import io.firedrill.evidence.verdict.Verdict.Kept;
import java.util.List;
import org.junit.jupiter.api.Test;

class WindowsFilledTest {
    private static final Promise FILLED = MetricPromises.windowsAreFilled();
    private static final String EXPECTED = "expected each to hold at least 4 samples, but ";
    private static final Feeder GATEWAY = new Feeder("job gateway", s(0.1));
    private static final Feeder INFERENCE = new Feeder("job inference", s(0.4));

    private static Fixture windows(RangeWindow... windows) {
        Measured measured = new Measured();
        measured.windows.addAll(List.of(windows));
        return measured.on(healthy());
    }

    private static RangeWindow window(double seconds, Feeder... feeders) {
        return new RangeWindow(
                "HighErrorRate", "errors", "requests_total{status=~\"5..\"}", s(seconds), List.of(feeders));
    }

    @Test
    void windows_that_hold_four_samples_are_kept() {
        assertThat(text(FILLED, windows(window(1.2, GATEWAY), window(1.6, INFERENCE))))
                .isEqualTo("kept: " + EXPECTED + "2 windows hold 4 or more []");
    }

    @Test
    void window_of_one_slow_job_among_its_feeders_is_broken_and_names_it() {
        assertThat(text(FILLED, windows(window(6, INFERENCE), window(1.2, GATEWAY, INFERENCE))))
                .isEqualTo(
                        "broken: " + EXPECTED + "requests_total{status=~\"5..\"}[1.2s] in HighErrorRate holds 3 of job"
                                + " inference, every 400ms [scrape more often, or look back over more]");
    }

    @Test
    void four_scrapes_are_enough_and_a_millisecond_less_is_not() {
        assertThat(verdict(FILLED, windows(window(1.6, INFERENCE)))).isInstanceOf(Kept.class);
        assertThat(verdict(FILLED, windows(window(1.599, INFERENCE)))).isInstanceOf(Broken.class);
    }

    @Test
    void subquery_is_held_against_its_steps() {
        RangeWindow subquery = new RangeWindow("Peak", "peaks", "", s(0.3), List.of(new Feeder("its steps", s(0.1))));
        assertThat(text(FILLED, windows(subquery)))
                .contains("broken: ", "subquery[300ms] in Peak holds 3 of its steps, every 100ms");
    }

    @Test
    void window_that_nothing_feeds_is_told_and_not_judged() {
        assertThat(text(FILLED, windows(window(0.1), window(1.2, GATEWAY))))
                .isEqualTo("kept: " + EXPECTED
                        + "1 window hold 12 or more; nothing matched requests_total{status=~\"5..\"} []");
    }

    @Test
    void no_window_or_none_that_is_fed_is_inconclusive() {
        assertThat(text(FILLED, windows())).contains("inconclusive: ", "no rule looks back over a range");
        assertThat(text(FILLED, windows(window(1.2))))
                .contains("inconclusive: ", "nothing that is scraped matches what they select");
        assertThat(text(FILLED, healthy())).contains("inconclusive: ", "did not read the state of the metrics");
        assertThat(verdict(FILLED, windows(window(1.2, GATEWAY)).gap(Witness.PROMETHEUS)))
                .isInstanceOf(Inconclusive.class);
    }
}
