package io.firedrill.stacks.platform;

import io.firedrill.stacks.Settings;
import java.nio.file.Path;
import java.util.List;

@NeedsContainers
class KilledContainersIT extends KilledRunContract {
    @Override
    Settings settings() {
        return TestImages.settings();
    }

    @Override
    List<String> left(Path run) {
        return Leftovers.everywhere(run);
    }
}
