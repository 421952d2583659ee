package io.firedrill.stacks.observe;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** What a system has that takes things from queues of others, once nothing more comes. */
final class Settled {
    /** So many times as long as nothing may come, more may. */
    private static final int LAG = 10;

    private Settled() {}

    /**
     * Reads until twice in a row there is as much; ten times as long at most, and what is there then is told. {@code still}: from one
     * reading to the next.
     */
    static <T> List<T> list(Duration still, Supplier<List<T>> read) {
        List<T> found = new ArrayList<>();
        AtomicInteger last = new AtomicInteger(-1);
        try {
            await().pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(still)
                    .atMost(still.multipliedBy(LAG))
                    .until(() -> {
                        found.clear();
                        found.addAll(read.get());
                        return last.getAndSet(found.size()) == found.size();
                    });
        } catch (ConditionTimeoutException e) {
            // More may come.
        }
        return found;
    }
}
