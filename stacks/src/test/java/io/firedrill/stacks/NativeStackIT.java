package io.firedrill.stacks;

import io.firedrill.stacks.platform.Leftovers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class NativeStackIT extends StackContract {
    @Override
    Settings settings() {
        return new Settings(Map.of("firedrill.stack", "native"));
    }

    @Override
    String mode() {
        return "native";
    }

    @Override
    List<String> leftOf(Path run) {
        return Leftovers.processes(run);
    }
}
