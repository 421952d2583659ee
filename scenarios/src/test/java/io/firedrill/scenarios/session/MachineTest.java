package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MachineTest {
    private static final Set<Place> ANY = Set.of(Place.values());

    private final Deque<Double> loads = new ArrayDeque<>();
    private final Machine machine = new Machine(() -> loads.size() > 1 ? loads.removeFirst() : loads.getFirst());
    private final CountDownLatch over = new CountDownLatch(1);

    @BeforeEach
    void warmUp() {
        machine.together(() -> true);
    }

    @Test
    void first_drill_of_a_cold_jvm_is_held_by_itself() throws Exception {
        Machine cold = new Machine(() -> 0);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> first = async(() -> cold.together(() -> {
            begun.countDown();
            return wait(over);
        }));
        begun.await();

        CompletableFuture<Boolean> second = async(() -> cold.together(() -> true));

        assertWaits(second);
        over.countDown();
        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
    }

    @Test
    void drills_are_held_side_by_side() {
        CountDownLatch both = new CountDownLatch(2);

        CompletableFuture<Boolean> first = async(() -> machine.together(() -> meet(both)));
        CompletableFuture<Boolean> second = async(() -> machine.together(() -> meet(both)));

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
    }

    @Test
    void launch_waits_for_the_drill_that_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> drill = async(() -> machine.together(() -> {
            begun.countDown();
            return wait(over);
        }));
        begun.await();

        CompletableFuture<Boolean> launch = async(() -> machine.alone(() -> true));

        assertWaits(launch);
        over.countDown();
        assertThat(drill.join()).isTrue();
        assertThat(launch.join()).isTrue();
    }

    @Test
    void drill_waits_for_the_launch_that_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> launch = async(() -> machine.alone(() -> {
            begun.countDown();
            return wait(over);
        }));
        begun.await();

        CompletableFuture<Boolean> drill = async(() -> machine.together(() -> true));

        assertWaits(drill);
        over.countDown();
        assertThat(launch.join()).isTrue();
        assertThat(drill.join()).isTrue();
    }

    @Test
    void second_stack_waits_until_the_first_has_told_what_it_takes() {
        loads.addAll(List.of(0.2));
        machine.enter(ANY);
        CompletableFuture<Boolean> second = async(() -> {
            machine.enter(ANY);
            return true;
        });
        assertWaits(second);

        assertThat(machine.measure(Place.WHOLE, 2)).isEqualTo(0.2);

        assertThat(second.join()).isTrue();
    }

    @Test
    void second_stack_waits_for_the_end_of_the_first_where_the_machine_holds_only_one() {
        loads.addAll(List.of(0.9, 0.45, 0.5));
        machine.enter(ANY);

        assertThat(machine.measure(Place.WHOLE, 2))
                .as("at rest: its quietest moment")
                .isEqualTo(0.45);

        CompletableFuture<Boolean> second = async(() -> {
            machine.enter(ANY);
            return true;
        });
        assertWaits(second);
        machine.leave(Place.WHOLE);
        assertThat(second.join()).isTrue();
    }

    @Test
    void machine_that_does_not_hold_two_whole_stacks_may_hold_a_part_beside_one() {
        loads.addAll(List.of(0.33));
        machine.measure(Place.WHOLE, 2);

        assertThat(machine.enter(ANY)).isEqualTo(Place.WHOLE);
        assertThat(machine.enter(ANY)).isEqualTo(Place.PART);
        assertThat(machine.capacity()).isEqualTo(2);
    }

    @Test
    void stack_that_needs_a_place_for_a_whole_waits_beside_a_free_one_for_a_part() {
        loads.addAll(List.of(0.33));
        machine.measure(Place.WHOLE, 2);
        machine.enter(Set.of(Place.WHOLE));

        CompletableFuture<Boolean> second = async(() -> {
            machine.enter(Set.of(Place.WHOLE));
            return true;
        });

        assertWaits(second);
        machine.leave(Place.WHOLE);
        assertThat(second.join()).isTrue();
    }

    @Test
    void part_at_rest_tells_what_a_whole_stack_takes() {
        loads.addAll(List.of(0.2));
        machine.measure(Place.PART, 2);

        machine.enter(ANY);
        assertThat(machine.enter(ANY)).isEqualTo(Place.PART);
    }

    @Test
    void machine_holds_no_more_than_are_wanted_and_no_less_than_one() {
        loads.addAll(List.of(0.01));
        machine.measure(Place.WHOLE, 3);
        assertThat(machine.capacity()).isEqualTo(3);
        Machine full = new Machine(() -> 1);
        full.measure(Place.WHOLE, 3);
        assertThat(full.capacity()).isEqualTo(1);
        Machine mute = new Machine(() -> -1);
        assertThat(mute.measure(Place.WHOLE, 2)).isZero();
        assertThat(mute.capacity()).isEqualTo(2);
    }

    @Test
    void machine_is_measured_once_and_not_where_somebody_says_how_many() {
        loads.addAll(List.of(0.2));
        machine.allow(2);

        assertThat(machine.measure(Place.WHOLE, 4)).isZero();
        assertThat(machine.capacity()).isEqualTo(2);
    }

    @Test
    void whoever_waits_can_be_interrupted_and_holds_nobody_up() {
        machine.together(() -> assertThatThrownBy(() -> async(() -> {
                            Thread.currentThread().interrupt();
                            return machine.alone(() -> true);
                        })
                        .join())
                .hasCauseInstanceOf(StackException.class)
                .hasMessageContaining("interrupted while other drills took the machine"));

        assertThat(machine.together(() -> true)).isTrue();
    }

    private static void assertWaits(CompletableFuture<Boolean> other) {
        assertThatThrownBy(() -> other.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    private static CompletableFuture<Boolean> async(java.util.function.Supplier<Boolean> what) {
        return CompletableFuture.supplyAsync(what, task -> new Thread(task).start());
    }

    private static boolean meet(CountDownLatch others) {
        others.countDown();
        return wait(others);
    }

    private static boolean wait(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
