package io.firedrill.stacks;

import io.firedrill.stacks.platform.Leftovers;
import io.firedrill.stacks.platform.NeedsContainers;
import io.firedrill.stacks.platform.TestImages;
import java.nio.file.Path;
import java.util.List;

@NeedsContainers
class ContainerStackIT extends StackContract {
    @Override
    Settings settings() {
        return TestImages.settings();
    }

    @Override
    String mode() {
        return "containers";
    }

    @Override
    List<String> leftOf(Path run) {
        return Leftovers.everywhere(run);
    }
}
