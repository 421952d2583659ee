package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every answer of {@code POST /v1/chat/completions} has in common: failures in OpenAI's shape, and one observation
 * of its status, made before the caller can have seen the end of it, so that counts never lag behind. Thread-safe.
 */
final class ChatEndpoint implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ChatEndpoint.class);

    private final Chat chat;
    private final RequestMetrics metrics;

    ChatEndpoint(Chat chat, RequestMetrics metrics) {
        this.chat = chat;
        this.metrics = metrics;
    }

    /** Answers one request. */
    interface Chat {
        /**
         * Writes the answer to the context.
         *
         * @throws OpenAiError for any other answer than that; in mid-stream it becomes the last event
         * @throws ClientGone if nobody is there to take it
         */
        void answer(Context context) throws IOException;
    }

    @Override
    public void handle(Context context) {
        long start = System.nanoTime();
        int status = 500;
        try {
            attempt(context);
            status = context.statusCode();
        } finally {
            metrics.observe(status, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void attempt(Context context) {
        try {
            chat.answer(context);
        } catch (ClientGone e) {
            metrics.streamCutBy("client");
        } catch (OpenAiError e) {
            fail(context, e);
        } catch (HttpResponseException e) {
            fail(context, OpenAiError.of(e.getStatus(), "invalid_request_error", null, String.valueOf(e.getMessage())));
        } catch (IOException | RuntimeException e) {
            LOG.error("request failed", e);
            Span.current().recordException(e);
            fail(context, OpenAiError.of(500, "server_error", "internal_error", "The server had an error."));
        }
    }

    private void fail(Context context, OpenAiError error) {
        if (context.res().isCommitted()) {
            cut(context, error);
        } else {
            error.headers().forEach(context::header);
            context.status(error.status()).contentType("application/json").result(error.body());
        }
    }

    /** The status is sent and was a good one: the error is the stream's last event, and on the span. */
    private void cut(Context context, OpenAiError error) {
        metrics.streamCutBy("upstream");
        markSpan(error.errorType(), error.text());
        try {
            new EventWriter(context).write("data: " + new String(error.body(), UTF_8));
        } catch (ClientGone e) {
            LOG.debug("nobody to tell", e);
        }
    }

    /** An error that the server span cannot know from the status. */
    static void markSpan(String type, String text) {
        Span.current().setStatus(StatusCode.ERROR, text).setAttribute("error.type", type);
    }
}
