package io.firedrill.stacks.pipeline;

import io.opentelemetry.api.trace.Span;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import io.sentry.SpanContext;
import io.sentry.SpanId;
import io.sentry.protocol.Request;
import io.sentry.protocol.SentryId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Reports failures to Sentry, each with the trace of the request that it belongs to. Without {@code SENTRY_DSN} nothing is reported.
 *
 * <p>Environment: {@code SENTRY_DSN}, {@code SENTRY_RELEASE}, {@code SENTRY_ENVIRONMENT}, {@code SENTRY_SEND_CLIENT_REPORTS} (whether
 * it is told what could not be sent; true), {@code SENTRY_TRACES} (whether errors lead to traces; true), {@code
 * SENTRY_FINGERPRINT_REQUESTS} (whether each request is an issue of its own; false), {@code SENTRY_SEND_BODIES} (whether what was
 * asked is sent along; false). Thread-safe.
 */
interface Errors {
    /** Tells of a failure of the current request, and waits for nobody. {@code body}: what was asked. */
    void report(Throwable failure, Supplier<String> body);

    /** Reports nothing. */
    Errors NONE = (failure, body) -> {};

    static Errors of(Environment environment, String service) {
        Optional<String> dsn = Optional.of(environment.text("SENTRY_DSN", "")).filter(text -> !text.isEmpty());
        if (dsn.isEmpty()) {
            return NONE;
        }
        boolean traced = environment.flag("SENTRY_TRACES", "true");
        boolean apart = environment.flag("SENTRY_FINGERPRINT_REQUESTS", "false");
        boolean whole = environment.flag("SENTRY_SEND_BODIES", "false");
        Sentry.init(options -> configure(options, environment, dsn.get(), service));
        return (failure, body) -> {
            SentryEvent event = new SentryEvent(failure);
            if (traced) {
                lead(event);
            }
            if (apart) {
                event.setFingerprints(List.of("{{ default }}", UUID.randomUUID().toString()));
            }
            if (whole) {
                Request request = new Request();
                request.setData(body.get());
                event.setRequest(request);
            }
            Sentry.captureEvent(event, new Hint());
        };
    }

    private static void configure(SentryOptions options, Environment environment, String dsn, String service) {
        options.setDsn(dsn);
        Optional.of(environment.text("SENTRY_RELEASE", ""))
                .filter(text -> !text.isEmpty())
                .ifPresent(options::setRelease);
        Optional.of(environment.text("SENTRY_ENVIRONMENT", ""))
                .filter(text -> !text.isEmpty())
                .ifPresent(options::setEnvironment);
        options.setServerName(service);
        options.setSendClientReports(environment.flag("SENTRY_SEND_CLIENT_REPORTS", "true"));
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableAutoSessionTracking(false);
        options.setMaxQueueSize(1000);
        options.addInAppInclude("io.firedrill");
    }

    /** The trace is OpenTelemetry's, and not one that Sentry begins. */
    private static void lead(SentryEvent event) {
        io.opentelemetry.api.trace.SpanContext current = Span.current().getSpanContext();
        if (current.isValid()) {
            event.getContexts()
                    .setTrace(new SpanContext(
                            new SentryId(current.getTraceId()),
                            new SpanId(current.getSpanId()),
                            "http.server",
                            null,
                            null));
        }
    }
}
