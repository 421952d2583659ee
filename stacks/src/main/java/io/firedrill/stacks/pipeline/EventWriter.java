package io.firedrill.stacks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;

/** Server-sent events to a caller, each sent on at once. Confined to the request's thread. */
final class EventWriter {
    private final Context context;

    EventWriter(Context context) {
        this.context = context;
    }

    /** Writes one event, given without the empty line at its end; throws {@link ClientGone} if nobody reads. */
    void write(String event) {
        try {
            if (!context.res().isCommitted()) {
                context.status(200)
                        .contentType("text/event-stream; charset=utf-8")
                        .header("Cache-Control", "no-cache");
            }
            ServletOutputStream out = context.res().getOutputStream();
            out.write((event + "\n\n").getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }
}
