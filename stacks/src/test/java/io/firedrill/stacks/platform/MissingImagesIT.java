package io.firedrill.stacks.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said where an engine answers and an image cannot be had, or is not what it should be. */
@NeedsContainers
class MissingImagesIT {
    private static final String MISSING = "127.0.0.1:1/no/such";

    @Test
    void images_that_cannot_be_pulled_are_all_named() {
        Map<String, String> values = new HashMap<>(TestImages.settings().values());
        values.put("firedrill.image.prometheus", MISSING + ":3");
        values.put("firedrill.image.jaeger", MISSING + ":4");
        List<String> progress = new ArrayList<>();

        assertThatThrownBy(() -> Stack.launch(tiny(), new Settings(values), progress::add))
                .isInstanceOf(StackException.class)
                .message()
                .startsWith("firedrill.stack=containers: images " + MISSING + ":3, " + MISSING
                        + ":4 are not there and cannot be pulled: ")
                .contains("connection refused; pull or load what is missing")
                .endsWith("; pull or load what is missing, name another with firedrill.image.<tool> (stack.images),"
                        + " or a mirror with firedrill.image-prefix (stack.image-prefix), or use"
                        + " firedrill.stack=native")
                .doesNotContain("\n");
        assertThat(progress).contains("image " + MISSING + ":3: pulling", "image " + MISSING + ":4: pulling");
    }

    @Test
    void image_that_does_not_hold_the_tool_is_told_by_the_engine() {
        Map<String, String> values = new HashMap<>(TestImages.settings().values());
        values.put("firedrill.image.alertmanager", values.getOrDefault("firedrill.image.jaeger", "busybox"));

        assertThatThrownBy(() -> Stack.launch(tiny(), new Settings(values), line -> {}))
                .isInstanceOf(StackException.class)
                .message()
                .startsWith("amtool cannot be run from image " + values.get("firedrill.image.alertmanager") + ": ")
                .contains("no such file or directory")
                .doesNotContain("\n");
    }

    private static Workspace tiny() {
        return Workspace.read(Path.of("src/test/resources/tiny"));
    }

    @Test
    void auto_falls_back_and_names_the_image() {
        Map<String, String> values = new HashMap<>(TestImages.settings().values());
        values.put("firedrill.stack", "auto");
        values.put("firedrill.image.prometheus", MISSING + ":3");

        try (Stack stack = Stack.launch(tiny(), new Settings(values), line -> {})) {
            assertThat(stack.info().mode()).isEqualTo("native");
            assertThat(stack.info().reason())
                    .startsWith("auto: image " + MISSING + ":3 is not there and cannot be pulled: ");
        }
    }

    @Test
    void auto_takes_containers_where_every_image_is_there() {
        Map<String, String> values = new HashMap<>(TestImages.settings().values());
        values.put("firedrill.stack", "auto");

        try (Stack stack = Stack.launch(tiny(), new Settings(values), line -> {})) {
            assertThat(stack.info().mode()).isEqualTo("containers");
            assertThat(stack.info().reason())
                    .isEqualTo("auto: a Docker engine answers at " + TestImages.engine() + " and has every image");
        }
    }
}
