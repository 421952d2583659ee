package io.firedrill.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.platform.Component;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.ContainerOffer;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Reach;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModeChoiceTest {
    private static final String NONE =
            "no Docker engine answers at unix:///var/run/docker.sock (there is no such socket)";

    private static final Platform NATIVE = new Named("native");
    private static final Platform CONTAINERS = new Named("containers");
    private static final ContainerOffer READY = new ContainerOffer.Ready(
            CONTAINERS, "a Docker engine answers at unix:///var/run/docker.sock and has every image");
    private static final ContainerOffer UNAVAILABLE =
            new ContainerOffer.Unavailable(NONE, "start one, or use firedrill.stack=native");

    @Test
    void auto_takes_containers_where_they_are_to_be_had() {
        ModeChoice choice = ModeChoice.of("auto", () -> NATIVE, () -> READY);

        assertThat(choice.platform()).isSameAs(CONTAINERS);
        assertThat(choice.reason())
                .isEqualTo("auto: a Docker engine answers at unix:///var/run/docker.sock and has every image");
    }

    @Test
    void auto_falls_back_and_says_why() {
        ModeChoice choice = ModeChoice.of("auto", () -> NATIVE, () -> UNAVAILABLE);

        assertThat(choice.platform()).isSameAs(NATIVE);
        assertThat(choice.reason()).isEqualTo("auto: " + NONE);
    }

    @Test
    void forced_containers_never_fall_back() {
        assertThatThrownBy(() -> ModeChoice.of("containers", () -> NATIVE, () -> UNAVAILABLE))
                .isInstanceOf(StackException.class)
                .hasMessage("firedrill.stack=containers: " + NONE + "; start one, or use firedrill.stack=native");
        assertThat(ModeChoice.of("containers", () -> NATIVE, () -> READY))
                .isEqualTo(new ModeChoice(CONTAINERS, "asked for"));
    }

    @Test
    void native_asks_no_engine() {
        ModeChoice choice = ModeChoice.of("native", () -> NATIVE, () -> {
            throw new AssertionError("an engine was looked for");
        });

        assertThat(choice).isEqualTo(new ModeChoice(NATIVE, "asked for"));
    }

    private record Named(String mode) implements Platform {
        @Override
        public void prepare(Collection<ComponentSpec> specs) {}

        @Override
        public Outcome run(String binary, List<String> arguments, Path folder) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Component start(ComponentSpec spec) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Reach reach(String component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path shared(String component) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
