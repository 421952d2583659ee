package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InTurnTest {
    @Test
    void lines_said_at_once_all_arrive_in_a_list_that_knows_no_threads() throws Exception {
        List<String> heard = new ArrayList<>();
        InTurn progress = new InTurn(heard::add);
        CyclicBarrier together = new CyclicBarrier(4);
        List<Thread> speakers = IntStream.range(0, 4)
                .mapToObj(speaker -> new Thread(() -> {
                    meet(together);
                    IntStream.range(0, 5_000).forEach(line -> progress.accept(speaker + " " + line));
                }))
                .toList();

        speakers.forEach(Thread::start);
        for (Thread speaker : speakers) {
            speaker.join();
        }

        assertThat(heard).hasSize(20_000).doesNotHaveDuplicates();
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
