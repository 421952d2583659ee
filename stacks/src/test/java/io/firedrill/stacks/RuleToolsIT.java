package io.firedrill.stacks;

import java.util.Map;

class RuleToolsIT extends RuleToolsContract {
    @Override
    Settings settings() {
        return new Settings(Map.of("firedrill.stack", "native"));
    }
}
