package io.firedrill.stacks;

import io.firedrill.stacks.platform.NeedsContainers;
import io.firedrill.stacks.platform.TestImages;

@NeedsContainers
class RuleToolsContainersIT extends RuleToolsContract {
    @Override
    Settings settings() {
        return TestImages.settings();
    }
}
