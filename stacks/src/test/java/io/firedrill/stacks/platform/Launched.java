package io.firedrill.stacks.platform;

import io.firedrill.stacks.Settings;
import io.firedrill.stacks.Stack;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JVM that launches the tiny stack and waits to be ended; its arguments are settings. */
final class Launched {
    private Launched() {}

    static Process in(Settings settings, Map<String, String> environment) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Launched.class.getName()));
        settings.values().forEach((name, value) -> words.add(name + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            settings.put(parts[0], parts[1]);
        }
        Workspace tiny = Workspace.read(Path.of("src/test/resources/tiny"));
        try {
            Stack stack = Stack.launch(tiny, new Settings(settings), System.out::println);
            System.out.println("launched " + stack.folder());
            Thread.sleep(Duration.ofMinutes(5).toMillis());
        } catch (StackException e) {
            System.out.println("failed " + e.getMessage());
            System.exit(1);
        }
    }
}
