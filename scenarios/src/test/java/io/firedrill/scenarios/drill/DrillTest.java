package io.firedrill.scenarios.drill;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.fault.Fault;
import io.firedrill.stacks.observe.History;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrillTest {
    private static final Fault LATE = new Fault.Latency(ofMillis(400));

    @Test
    void id_is_the_name_in_kebab_case() {
        assertThat(drill("  Slow Inference, twice! ").build().id()).isEqualTo("slow-inference-twice");
    }

    @Test
    void faults_are_in_order_of_their_begin() {
        Drill drill = drill("x")
                .inject(fault("later", 3, 4))
                .inject(fault("first", 1, 2))
                .build();

        assertThat(drill.faults()).extracting(PlannedFault::name).containsExactly("first", "later");
    }

    @Test
    void drill_that_nobody_knows_the_length_of_says_what_to_call() {
        assertThatThrownBy(() -> Drill.named("x", "A story.").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("drill x has no traffic, so nobody knows how long it takes: call observe(...) first");
    }

    @Test
    void drill_without_traffic_is_observed_and_needs_what_it_says() {
        Drill drill = Drill.named("x", "A story.")
                .needs("workers")
                .observe(ofSeconds(3))
                .build();

        assertThat(drill.traffic()).isEmpty();
        assertThat(drill.setting()).isEqualTo(new Setting(Set.of("workers")));
        assertThat(drill("y").build().setting()).isEqualTo(Setting.WHOLE);
    }

    @Test
    void drill_is_watched_by_all_alertmanagers_unless_it_says_how_many() {
        assertThat(drill("x").build().setting().alertmanagers()).isEmpty();
        assertThat(drill("x").alertmanagers(2).needs("gateway").build().setting())
                .isNotEqualTo(
                        drill("x").alertmanagers(1).needs("gateway").build().setting())
                .extracting(Setting::alertmanagers)
                .isEqualTo(Optional.of(2));
    }

    @Test
    void drill_with_a_past_is_held_on_a_stack_that_takes_one() {
        Drill drill = drill("x").needs("gateway").seed(past(400), past(500)).build();

        assertThat(drill.histories()).hasSize(2);
        assertThat(drill.setting()).isEqualTo(new Setting(Set.of("gateway")).with(ofSeconds(500)));
    }

    private static History past(int seconds) {
        return new History("x", 1, ofSeconds(seconds), ofSeconds(1));
    }

    @Test
    void drill_is_observed_as_long_as_its_traffic_unless_said_otherwise() {
        assertThat(drill("x").build().observed()).isEqualTo(ofSeconds(10));
        assertThat(drill("x").observe(ofSeconds(11)).build().observed()).isEqualTo(ofSeconds(11));
    }

    @Test
    void observation_that_ends_before_a_fault_is_refused() {
        assertThatThrownBy(() -> drill("x").inject(fault("slow", 1, 12)).build())
                .hasMessage(
                        "drill x must be observed until its traffic and faults end at PT12S, but is only until PT10S");
    }

    @Test
    void names_of_faults_are_unique() {
        assertThatThrownBy(() -> drill("x")
                        .inject(fault("slow", 1, 2))
                        .inject(fault("slow", 3, 4))
                        .build())
                .hasMessage("names in a drill must be unique, but 'slow' is used twice");
    }

    @Test
    void fault_that_does_not_last_is_refused() {
        assertThatThrownBy(() -> fault("slow", 2, 2))
                .hasMessage("fault slow must begin at or after 0 and end after it began, but was PT2S to PT2S");
    }

    @Test
    void silence_that_begins_before_zero_is_refused() {
        assertThatThrownBy(() -> new PlannedSilence(
                        "early", List.of("a=\"b\""), Duration.ofSeconds(-1), ofSeconds(1), "me", "why"))
                .hasMessage("silence early must begin at or after 0, but was PT-1S");
    }

    private static DrillBuilder drill(String name) {
        return Drill.named(name, "A story.").traffic(Traffic.steady(10, ofSeconds(10)));
    }

    private static PlannedFault fault(String name, int from, int to) {
        return new PlannedFault(name, "a->b", LATE, ofSeconds(from), ofSeconds(to));
    }
}
