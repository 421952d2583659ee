package io.firedrill.stacks;

import io.firedrill.stacks.platform.NeedsContainers;
import io.firedrill.stacks.platform.TestImages;

@NeedsContainers
class ReferenceContainersIT extends ReferenceContract {
    @Override
    Settings settings() {
        return TestImages.settings();
    }
}
