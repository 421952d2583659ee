package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.firedrill.scenarios.drill.Drill;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final Agenda agenda = new Agenda();

    @Test
    void drill_is_taken_once_and_in_the_order_of_the_plan() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 9, "a")));

        assertThat(agenda.take(0)).map(Drill::id).contains("one");
        assertThat(agenda.take(1)).map(Drill::id).contains("two");
        assertThat(agenda.take(0)).isEmpty();
    }

    @Test
    void lane_stays_with_its_setting_while_there_is_work_for_it() {
        agenda.add(List.of(drill("one", 9, "a"), drill("other", 5, "b"), drill("two", 1, "a")));

        assertThat(agenda.take(0)).map(Drill::id).contains("one");
        assertThat(agenda.take(0)).map(Drill::id).contains("two");
        assertThat(agenda.take(0)).map(Drill::id).contains("other");
    }

    @Test
    void second_lane_goes_where_most_is_left_for_each() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 9, "a"), drill("other", 6, "b")));

        assertThat(agenda.take(0)).map(Drill::id).contains("one");
        assertThat(agenda.take(1)).map(Drill::id).contains("other");
    }

    @Test
    void second_lane_joins_the_first_when_that_is_most() {
        agenda.add(List.of(drill("one", 9, "a"), drill("two", 20, "a"), drill("other", 6, "b")));

        assertThat(agenda.take(0)).map(Drill::id).contains("one");
        assertThat(agenda.take(1)).map(Drill::id).contains("two");
    }

    @Test
    void what_is_cleared_nobody_takes() {
        agenda.add(List.of(drill("one", 9, "a")));

        assertThat(agenda.clear()).hasSize(1);
        assertThat(agenda.take(0)).isEmpty();
    }

    private static Drill drill(String name, int seconds, String needs) {
        return Drill.named(name, "A drill.")
                .needs(needs)
                .observe(Duration.ofSeconds(seconds))
                .build();
    }
}
