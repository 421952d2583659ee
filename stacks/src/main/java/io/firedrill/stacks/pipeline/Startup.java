package io.firedrill.stacks.pipeline;

import ch.qos.logback.classic.Level;
import io.javalin.util.JavalinBindException;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each of the services begins as a process. */
final class Startup {
    private Startup() {}

    /** Starts a service from the process's environment; what is wrong with that is one line on stderr and exit code 1. */
    static void main(String name, Function<Map<String, String>, Running> service) {
        logWarningsOnly();
        try {
            Running running = service.apply(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
        } catch (Environment.Mistake | JavalinBindException e) {
            System.err.println(name + ": " + e.getMessage());
            System.exit(1);
        }
    }

    /** In code, since a logback.xml in this jar would also be found by programs that only use Firedrill. */
    private static void logWarningsOnly() {
        Logger root = LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        if (root instanceof ch.qos.logback.classic.Logger logback) {
            logback.setLevel(Level.WARN);
        }
    }
}
