package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.StackException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LanesTest {
    private static final Drill ONE = drill("one");
    private static final Drill TWO = drill("two");

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void drills_that_were_planned_are_held_side_by_side() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (Lanes lanes = lanes(new Meeting(both), new Meeting(both))) {
            lanes.plan(List.of(ONE, TWO));

            assertThat(lanes.await(ONE).evidence().drill().id()).isEqualTo("one");
            assertThat(lanes.await(TWO).evidence().drill().id()).isEqualTo("two");
        }
        assertThat(said).containsExactlyInAnyOrder("held one", "held two");
    }

    @Test
    void machine_that_holds_one_stack_holds_one_drill_after_the_other() {
        Machine machine = new Machine(() -> 1);
        machine.measure(Place.WHOLE, 2);
        AtomicInteger atOnce = new AtomicInteger();
        try (Lanes lanes = new Lanes(
                List.of(new Alone(atOnce), new Alone(atOnce)), machine, agenda(), result -> {}, (drill, why) -> {})) {
            lanes.plan(List.of(ONE, TWO));

            assertThat(lanes.await(ONE).evidence().drill().id()).isEqualTo("one");
            assertThat(lanes.await(TWO).evidence().drill().id()).isEqualTo("two");
        }
    }

    @Test
    @Timeout(20)
    void drill_that_finds_no_room_is_held_once_another_run_has_left() {
        Machine machine = new Machine(() -> 0.33);
        machine.measure(Place.WHOLE, 2);
        machine.enter(Set.of(Place.WHOLE));
        Agenda agenda = new Agenda(setting -> setting.launches("entry"));
        Drill part = Drill.named("part", "A drill.")
                .needs("workers")
                .observe(Duration.ofSeconds(1))
                .build();
        Consumer<DrillResult> leaving = result -> {
            if (result.evidence().drill().id().equals("part")) {
                machine.leave(Place.WHOLE);
            }
        };

        try (Lanes lanes = new Lanes(List.of(new Calm()), machine, agenda, leaving, (drill, why) -> {})) {
            lanes.plan(List.of(ONE, part));

            assertThat(lanes.await(ONE).evidence().drill().id()).isEqualTo("one");
        }
    }

    @Test
    void drill_is_held_once_however_often_it_is_asked_for() {
        try (Lanes lanes = lanes(new Calm())) {
            DrillResult first = lanes.await(ONE);

            assertThat(lanes.await(ONE)).isSameAs(first);
        }
        assertThat(said).containsExactly("held one");
    }

    @Test
    void drill_that_comes_later_is_held_as_well() {
        try (Lanes lanes = lanes(new Calm())) {
            lanes.await(ONE);

            assertThat(lanes.await(TWO).evidence().drill().id()).isEqualTo("two");
        }
    }

    @Test
    void drill_that_cannot_be_held_does_not_stop_the_next() {
        try (Lanes lanes = lanes(new Clumsy())) {
            lanes.plan(List.of(ONE, TWO));

            assertThatThrownBy(() -> lanes.await(ONE))
                    .isInstanceOf(StackException.class)
                    .hasMessage("dropped one");
            assertThat(lanes.await(TWO).evidence().drill().id()).isEqualTo("two");
        }
        assertThat(said).containsExactly("failed one: dropped one", "held two");
    }

    @Test
    void stack_that_cannot_be_had_is_told_by_one_drill_and_the_others_are_not_tried() {
        try (Lanes lanes = lanes(new Refusing(), new Refusing())) {
            lanes.plan(List.of(ONE, TWO));

            List<Throwable> thrown = List.of(failure(lanes, ONE), failure(lanes, TWO), failure(lanes, drill("three")));
            assertThat(thrown)
                    .filteredOn(each -> each.getCause() == null)
                    .singleElement()
                    .satisfies(each -> assertThat(each).hasMessage("no disk"));
            assertThat(thrown)
                    .filteredOn(each -> each.getCause() != null)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each).hasMessage("the stack could not be had: no disk"));
        }
    }

    @Test
    void report_that_cannot_be_written_is_told_by_the_drill() {
        Lanes lanes = new Lanes(
                List.of(new Calm()),
                holdingAll(),
                agenda(),
                result -> {
                    throw new StackException("disk full");
                },
                (drill, why) -> {});
        try (lanes) {
            assertThatThrownBy(() -> lanes.await(ONE)).hasMessage("disk full");
        }
    }

    private static Throwable failure(Lanes lanes, Drill drill) {
        try {
            lanes.await(drill);
        } catch (StackException e) {
            return e;
        }
        throw new AssertionError(drill.id() + " was held");
    }

    private Lanes lanes(Lane... lanes) {
        return new Lanes(
                List.of(lanes),
                holdingAll(),
                agenda(),
                result -> said.add("held " + result.evidence().drill().id()),
                (drill, why) -> said.add("failed " + drill.id() + ": " + why.getMessage()));
    }

    private static Agenda agenda() {
        return new Agenda(setting -> false);
    }

    private static Machine holdingAll() {
        Machine machine = new Machine(() -> 0);
        machine.allow(9);
        return machine;
    }

    private static Drill drill(String name) {
        return Drill.named(name, "A drill.").observe(Duration.ofSeconds(1)).build();
    }

    private static DrillResult result(Drill drill) {
        return new DrillResult(BlankEvidence.of(drill.id(), drill.name()), List.of(), List.of());
    }

    private static class Calm implements Lane {
        @Override
        public void prepare(Drill drill) {}

        @Override
        public DrillResult hold(Drill drill) {
            return result(drill);
        }

        @Override
        public void close() {}
    }

    /** Ends only when another lane is at work as well. */
    private static final class Meeting extends Calm {
        private final CountDownLatch all;

        Meeting(CountDownLatch all) {
            this.all = all;
        }

        @Override
        public DrillResult hold(Drill drill) {
            all.countDown();
            try {
                assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return result(drill);
        }
    }

    /** Must have the machine to itself. */
    private static final class Alone extends Calm {
        private final AtomicInteger atOnce;

        Alone(AtomicInteger atOnce) {
            this.atOnce = atOnce;
        }

        @Override
        public DrillResult hold(Drill drill) {
            assertThat(atOnce.incrementAndGet()).isOne();
            Thread.onSpinWait();
            atOnce.decrementAndGet();
            return result(drill);
        }
    }

    private static final class Clumsy extends Calm {
        @Override
        public DrillResult hold(Drill drill) {
            if (drill.equals(ONE)) {
                throw new StackException("dropped one");
            }
            return result(drill);
        }
    }

    private static final class Refusing extends Calm {
        @Override
        public void prepare(Drill drill) {
            throw new StackException("no disk");
        }
    }
}
