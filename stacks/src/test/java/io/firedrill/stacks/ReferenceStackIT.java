package io.firedrill.stacks;

import java.util.Map;

class ReferenceStackIT extends ReferenceContract {
    @Override
    Settings settings() {
        return new Settings(Map.of("firedrill.stack", "native"));
    }
}
