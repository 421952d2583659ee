package io.firedrill.scenarios.junit;

/** Progress on the console, each line marked as ours among a build's own. Thread-safe. */
public final class ConsoleLines {
    private ConsoleLines() {}

    /**
     * Prints a text.
     *
     * @param text one line or more
     */
    public static void print(String text) {
        text.lines().forEach(line -> System.out.println("firedrill | " + line));
    }
}
