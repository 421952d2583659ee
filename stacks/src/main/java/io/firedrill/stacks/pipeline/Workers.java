package io.firedrill.stacks.pipeline;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A fleet of batch workers in one small process, as a multi-target exporter shows it: {@code /probe?target=worker-07}
 * answers with the metrics of that worker, in Prometheus's text format 0.0.4. Each worker has done its jobs at an even
 * pace since the start.
 *
 * <p>Environment: {@code PORT}, {@code WORKERS} (how many there are; 30 if not set), {@code HOST} (127.0.0.1 if not set).
 * Thread-safe.
 */
public final class Workers {
    private static final String PAGE = """
            # HELP worker_jobs_total Jobs that the worker has done.
            # TYPE worker_jobs_total counter
            worker_jobs_total %d
            # HELP worker_start_time_seconds When the worker started, in Unix time.
            # TYPE worker_start_time_seconds gauge
            worker_start_time_seconds %d
            """;
    private static final long MILLIS_PER_JOB = 100;

    private final int count;
    private final long start = System.currentTimeMillis();

    private Workers(int count) {
        this.count = count;
    }

    /**
     * Starts the process.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Startup.main("workers", Workers::start);
    }

    static Running start(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Workers workers = new Workers(environment.positive("WORKERS", 30));
        String host = environment.text("HOST", "127.0.0.1");
        Javalin app = Javalin.create(config -> {
            config.showJavalinBanner = false;
            config.startupWatcherEnabled = false;
            config.jetty.threadPool = new QueuedThreadPool(40, 4, 30_000);
            config.jetty.modifyServer(server -> server.setStopTimeout(0));
        });
        app.get("/health", context -> context.result("ok\n"));
        app.get("/probe", workers::probe);
        app.start(host, environment.port("PORT"));
        return new Running() {
            @Override
            public URI uri() {
                return URI.create("http://" + host + ":" + app.port());
            }

            @Override
            public void close() {
                app.stop();
            }
        };
    }

    private void probe(Context context) {
        String target = String.valueOf(context.queryParam("target"));
        if (!isMine(target)) {
            context.status(404).result("there is no worker '" + target + "'\n");
            return;
        }
        long jobs = (System.currentTimeMillis() - start) / MILLIS_PER_JOB;
        context.contentType("text/plain; version=0.0.4; charset=utf-8").result(PAGE.formatted(jobs, start / 1000));
    }

    private boolean isMine(String target) {
        return target.matches("worker-\\d{2,4}") && number(target) >= 1 && number(target) <= count;
    }

    private static int number(String target) {
        return Integer.parseInt(target.substring("worker-".length()));
    }
}
