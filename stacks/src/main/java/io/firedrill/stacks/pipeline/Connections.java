package io.firedrill.stacks.pipeline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Pooled connections to PostgreSQL that fail fast and come back by themselves. The pool tells of itself as HikariCP does
 * everywhere: {@code hikaricp_connections} and its like. Thread-safe.
 */
final class Connections implements AutoCloseable {
    private final HikariDataSource pool;
    private final Tracer tracer;

    /**
     * Opens nothing yet, so that the service starts without its database too.
     *
     * @param timeout how long a statement may take
     * @param patience how long to wait for a connection; not less than 250 ms
     */
    Connections(
            String url,
            String user,
            String password,
            int size,
            Duration timeout,
            Duration patience,
            Tracer tracer,
            MeterRegistry registry) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("database");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(Math.max(250, patience.toMillis()));
        config.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        config.setValidationTimeout(Math.max(250, Math.min(1000, patience.toMillis() / 2)));
        config.addDataSourceProperty("connectTimeout", "2");
        config.addDataSourceProperty("socketTimeout", Long.toString(Math.max(1, timeout.toSeconds())));
        config.addDataSourceProperty("ApplicationName", "inference");
        this.pool = new HikariDataSource(config);
        this.tracer = tracer;
    }

    /**
     * Borrows a connection; closing gives it back. The agent's spans begin with the first statement, so without a
     * connection there is none: then the failed attempt is a span of its own, or traces would not show what failed.
     */
    Connection open() throws SQLException {
        Instant start = Instant.now();
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            Span span = tracer.spanBuilder("connect")
                    .setSpanKind(SpanKind.CLIENT)
                    .setStartTimestamp(start)
                    .setAttribute("db.system.name", "postgresql")
                    .setAttribute("db.operation.name", "connect")
                    .setAttribute("error.type", e.getClass().getName())
                    .startSpan();
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            span.end();
            throw e;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
