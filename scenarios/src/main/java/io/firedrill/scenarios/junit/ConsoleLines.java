package io.firedrill.scenarios.junit;

import java.util.function.Consumer;

/** Progress on the console, each line marked as ours among a build's own. */
final class ConsoleLines {
    static final Consumer<String> PROGRESS =
            text -> text.lines().forEach(line -> System.out.println("firedrill | " + line));

    private ConsoleLines() {}
}
