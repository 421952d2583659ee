package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.PlannedFault;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final Agenda agenda = new Agenda(setting -> setting.launches("entry"));

    @Test
    void drill_is_taken_once_and_in_the_order_of_the_plan() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 9, "a")));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("one");
        assertThat(agenda.take(1, Place.WHOLE)).map(Drill::id).contains("two");
        assertThat(agenda.take(0, Place.WHOLE)).isEmpty();
    }

    @Test
    void lane_stays_with_its_setting_while_there_is_work_for_it() {
        agenda.add(List.of(drill("one", 9, "a"), drill("other", 5, "b"), drill("two", 1, "a")));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("one");
        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("two");
        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("other");
    }

    @Test
    void second_lane_goes_where_most_is_left_for_each() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 9, "a"), drill("other", 6, "b")));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("one");
        assertThat(agenda.take(1, Place.WHOLE)).map(Drill::id).contains("other");
    }

    @Test
    void second_lane_joins_the_first_when_that_is_most() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 20, "a"), drill("other", 6, "b")));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("one");
        assertThat(agenda.take(1, Place.WHOLE)).map(Drill::id).contains("two");
    }

    @Test
    void place_for_a_part_takes_no_drill_of_the_whole_system() {
        agenda.add(List.of(whole("whole", 9), drill("part", 1, "a")));

        assertThat(agenda.take(0, Place.PART)).map(Drill::id).contains("part");
        assertThat(agenda.take(0, Place.PART)).isEmpty();
        assertThat(agenda.take(1, Place.WHOLE)).map(Drill::id).contains("whole");
    }

    @Test
    void place_for_a_whole_first_takes_what_can_stand_nowhere_else() {
        agenda.add(List.of(drill("part", 20, "a"), whole("whole", 1)));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("whole");
        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("part");
    }

    @Test
    void drill_that_ends_a_process_comes_after_those_that_would_meet_it_cold() {
        Drill killing = Drill.named("killing", "A drill.")
                .needs("a")
                .inject(new PlannedFault("gone", "a", new Fault.ProcessKill(), Duration.ZERO, Duration.ofSeconds(1)))
                .observe(Duration.ofSeconds(9))
                .build();
        agenda.add(List.of(drill("one", 9, "a"), killing, drill("two", 9, "a")));

        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("one");
        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("two");
        assertThat(agenda.take(0, Place.WHOLE)).map(Drill::id).contains("killing");
    }

    @Test
    void what_is_cleared_nobody_takes() {
        agenda.add(List.of(drill("one", 9, "a")));

        assertThat(agenda.clear()).hasSize(1);
        assertThat(agenda.take(0, Place.WHOLE)).isEmpty();
    }

    private static Drill whole(String name, int seconds) {
        return Drill.named(name, "A drill.")
                .observe(Duration.ofSeconds(seconds))
                .build();
    }

    private static Drill drill(String name, int seconds, String needs) {
        return Drill.named(name, "A drill.")
                .needs(needs)
                .observe(Duration.ofSeconds(seconds))
                .build();
    }
}
