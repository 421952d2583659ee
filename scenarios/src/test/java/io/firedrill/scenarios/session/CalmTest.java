package io.firedrill.scenarios.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.StackException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CalmTest {
    private final Calm calm = new Calm();
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void drills_are_held_side_by_side() {
        CountDownLatch both = new CountDownLatch(2);

        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> calm.together(() -> meet(both)));
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(() -> calm.together(() -> meet(both)));

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
    }

    @Test
    void launch_waits_for_the_drill_that_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> drill = CompletableFuture.supplyAsync(() -> calm.together(() -> {
            begun.countDown();
            return wait(over);
        }));
        begun.await();

        CompletableFuture<Boolean> launch = CompletableFuture.supplyAsync(() -> calm.alone(drill::isDone));

        assertThatThrownBy(() -> launch.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        over.countDown();
        launch.join();
        assertThat(drill.join()).isTrue();
    }

    @Test
    void drill_waits_for_the_launch_that_is_under_way() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> launch = CompletableFuture.supplyAsync(() -> calm.alone(() -> {
            begun.countDown();
            return wait(over);
        }));
        begun.await();

        CompletableFuture<Boolean> drill = CompletableFuture.supplyAsync(() -> calm.together(() -> true));

        assertThatThrownBy(() -> drill.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        over.countDown();
        assertThat(launch.join()).isTrue();
        assertThat(drill.join()).isTrue();
    }

    @Test
    void whoever_waits_can_be_interrupted() {
        calm.alone(() -> assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> {
                            Thread.currentThread().interrupt();
                            return calm.together(() -> true);
                        })
                        .join())
                .hasCauseInstanceOf(StackException.class)
                .hasMessageContaining("interrupted while another stack was being launched"));
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
