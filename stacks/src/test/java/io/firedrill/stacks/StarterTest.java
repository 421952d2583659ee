package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.platform.Component;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Reach;
import io.firedrill.stacks.platform.VersionQuery;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StarterTest {
    private final List<String> order = new CopyOnWriteArrayList<>();

    @Test
    void component_starts_after_those_it_needs_whatever_the_order() {
        Starter starter = new Starter(platform(name -> {}));

        starter.start(List.of(spec("service", "database", "proxy"), spec("proxy"), spec("database", "proxy")));

        assertThat(order).containsExactly("proxy", "database", "service");
        assertThat(starter.started()).containsOnlyKeys("proxy", "database", "service");
    }

    @Test
    void independent_components_start_side_by_side() {
        CountDownLatch both = new CountDownLatch(2);
        Starter starter = new Starter(platform(name -> {
            both.countDown();
            assertThat(await(both)).isTrue();
        }));

        starter.start(List.of(spec("a"), spec("b")));

        assertThat(order).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void first_failure_is_told_as_it_is_and_nothing_after_it_starts() {
        Starter starter = new Starter(platform(name -> {
            if (name.equals("a")) {
                throw new StackException("a does not start");
            }
        }));

        assertThatThrownBy(() -> starter.start(List.of(spec("a"), spec("b", "a"))))
                .isInstanceOf(StackException.class)
                .hasMessage("a does not start");
        assertThat(order).isEmpty();
    }

    @Test
    void component_that_is_not_among_those_started_counts_as_ready() {
        new Starter(platform(name -> {})).start(List.of(spec("prometheus", "gateway")));

        assertThat(order).containsExactly("prometheus");
    }

    @Test
    void components_that_wait_for_each_other_are_named() {
        Starter starter = new Starter(platform(name -> {}));

        assertThatIllegalStateException()
                .isThrownBy(() -> starter.start(List.of(spec("a", "b"), spec("b", "a"))))
                .withMessageContaining("[a, b]");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ComponentSpec spec(String name, String... after) {
        return new ComponentSpec(
                name,
                new Program.Postgres(),
                List.of(),
                Map.of(),
                place -> List.of(),
                place -> Map.of(),
                reach -> Optional.empty(),
                VersionQuery.none(),
                Set.of(after));
    }

    private Platform platform(Consumer<String> start) {
        return new Platform() {
            @Override
            public String mode() {
                return "fake";
            }

            @Override
            public void prepare(Collection<ComponentSpec> specs) {}

            @Override
            public Outcome run(String binary, List<String> arguments, Path folder) {
                return new Outcome(0, "");
            }

            @Override
            public Component start(ComponentSpec spec) {
                start.accept(spec.name());
                order.add(spec.name());
                return new Started(spec.name());
            }

            @Override
            public Reach reach(String component) {
                return port -> component + ":" + port;
            }

            @Override
            public Path shared(String component) {
                return Path.of(component);
            }

            @Override
            public void close() {}
        };
    }

    private record Started(String name) implements Component {
        @Override
        public void kill() {}

        @Override
        public void stop() {}

        @Override
        public void restart() {}

        @Override
        public String logTail() {
            return "";
        }
    }
}
