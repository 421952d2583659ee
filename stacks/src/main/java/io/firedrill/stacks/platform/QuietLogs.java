package io.firedrill.stacks.platform;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Keeps what Testcontainers and its HTTP client say for themselves off the console: Logback without a configuration prints
 * every byte of theirs. A level that somebody has set stays.
 */
final class QuietLogs {
    private static final List<String> NAMES = List.of("org.testcontainers", "tc", "com.github.dockerjava");

    private QuietLogs() {}

    static void here() {
        if (LoggerFactory.getILoggerFactory().getClass().getName().equals("ch.qos.logback.classic.LoggerContext")) {
            Logback.hush();
        }
    }

    /** A class of its own, for where another logger takes Logback's place. */
    private static final class Logback {
        private static void hush() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            for (String name : NAMES) {
                Logger logger = context.getLogger(name);
                if (logger.getLevel() == null) {
                    logger.setLevel(Level.OFF);
                }
            }
        }
    }
}
