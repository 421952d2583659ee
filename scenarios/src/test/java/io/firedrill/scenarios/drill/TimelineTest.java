package io.firedrill.scenarios.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant ZERO = Instant.parse("2026-11-24T10:00:00Z");

    private final StridingClock clock = new StridingClock();
    private final List<String> done = new ArrayList<>();

    @Test
    void cues_are_played_in_order_of_time_and_none_early() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ofMillis(20), from -> done.add("last at " + clock.isAtLeast(20)));
        timeline.at(Duration.ofMillis(5), from -> done.add("first at " + clock.isAtLeast(5)));

        timeline.play(ZERO);

        assertThat(done).containsExactly("first at true", "last at true");
    }

    @Test
    void cues_at_the_same_time_are_played_as_they_were_added() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ZERO, from -> done.add("a"));
        timeline.at(Duration.ZERO, from -> done.add("b"));

        timeline.play(ZERO);

        assertThat(done).containsExactly("a", "b");
    }

    @Test
    void following_cue_keeps_its_distance_from_what_takes_longer_than_planned() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ofMillis(10), from -> clock.pass(40));
        timeline.following(Duration.ofMillis(30), () -> done.add("removed at " + clock.isAtLeast(70)));
        timeline.at(Duration.ofMillis(35), from -> done.add("and the rest in order"));

        timeline.play(ZERO);

        assertThat(done).containsExactly("removed at true", "and the rest in order");
    }

    @Test
    void following_cue_is_in_time_when_what_went_before_was() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ofMillis(10), from -> done.add("over"));
        timeline.following(Duration.ofMillis(30), () -> done.add("removed before " + !clock.isAtLeast(45)));

        timeline.play(ZERO);

        assertThat(done).containsExactly("over", "removed before true");
    }

    @Test
    void cues_are_later_by_what_the_first_one_had_to_wait() {
        Timeline timeline = new Timeline(clock, () -> clock.pass(50), () -> {});
        timeline.at(Duration.ofMillis(10), from -> done.add("broken from " + from.isAfter(ZERO.plusMillis(49))));
        timeline.at(Duration.ofMillis(20), from -> done.add("mended at " + clock.isAtLeast(70)));

        Duration waited = timeline.play(ZERO);

        assertThat(done).containsExactly("broken from true", "mended at true");
        assertThat(waited).isBetween(Duration.ofMillis(50), Duration.ofMillis(60));
    }

    @Test
    void nothing_is_waited_for_when_nothing_is_planned() {
        Timeline timeline = new Timeline(clock, () -> done.add("waited"), () -> {});

        assertThat(timeline.play(ZERO)).isZero();
        assertThat(done).isEmpty();
    }

    @Test
    void failing_cue_ends_the_timeline() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ZERO, from -> {
            throw new StackException("refused");
        });
        timeline.at(Duration.ofMillis(1), from -> done.add("never"));

        assertThatThrownBy(() -> timeline.play(ZERO)).hasMessage("refused");
        assertThat(done).isEmpty();
    }

    @Test
    void what_may_not_go_on_ends_the_timeline_before_its_next_cue() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {
            if (clock.isAtLeast(20)) {
                throw new StackException("stopped");
            }
        });
        timeline.at(Duration.ofMillis(10), from -> done.add("broken"));
        timeline.at(Duration.ofDays(1), from -> done.add("never"));

        assertThatThrownBy(() -> timeline.play(ZERO)).hasMessage("stopped");
        assertThat(done).containsExactly("broken");
    }

    @Test
    void interruption_is_told_and_restored() {
        Timeline timeline = new Timeline(clock, () -> {}, () -> {});
        timeline.at(Duration.ofDays(1), from -> done.add("never"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> timeline.play(ZERO))
                .isInstanceOf(StackException.class)
                .hasMessage("interrupted in the middle of a drill");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).isEmpty();
    }

    /** Goes on by a millisecond each time it is asked. */
    private static final class StridingClock extends Clock {
        private Instant now = ZERO;

        void pass(int millis) {
            now = now.plusMillis(millis);
        }

        boolean isAtLeast(int millis) {
            return !now.isBefore(ZERO.plusMillis(millis));
        }

        @Override
        public Instant instant() {
            now = now.plusMillis(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
