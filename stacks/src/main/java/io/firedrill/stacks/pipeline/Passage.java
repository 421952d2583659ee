package io.firedrill.stacks.pipeline;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;

/**
 * An answer of the provider that was passed on, piece by piece as it came.
 *
 * @param status its status
 * @param completion what it said; without tokens if it is an error, or was cut
 * @param firstToken when the first piece of a stream came, from the begin of the request
 */
record Passage(int status, Completion completion, Optional<Duration> firstToken) {
    /** What is between two ends, and not for whoever is behind. */
    private static final Set<String> HOP =
            Set.of("connection", "content-length", "transfer-encoding", "date", "server");

    private static final Completion NOTHING = new Completion("", "", "", "", 0, 0);

    static Passage of(Response response, Context context, Instant begun, Clock clock) throws IOException {
        context.status(response.code());
        response.headers().forEach(header -> {
            if (!HOP.contains(header.getFirst().toLowerCase(Locale.ROOT))) {
                context.header(header.getFirst(), header.getSecond());
            }
        });
        Buffer whole = new Buffer();
        Optional<Instant> first = copy(response.body().source(), context.res().getOutputStream(), whole, clock);
        boolean streamed = response.header("Content-Type", "").startsWith("text/event-stream");
        return new Passage(
                response.code(),
                response.isSuccessful() ? completion(whole, streamed) : NOTHING,
                first.filter(any -> streamed).map(at -> Duration.between(begun, at)));
    }

    /** When the first piece came. */
    private static Optional<Instant> copy(BufferedSource from, ServletOutputStream to, Buffer whole, Clock clock)
            throws IOException {
        Optional<Instant> first = Optional.empty();
        byte[] piece = new byte[8192];
        for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
            first = first.or(() -> Optional.of(clock.instant()));
            to.write(piece, 0, length);
            to.flush();
            whole.write(piece, 0, length);
        }
        return first;
    }

    static Completion completion(Buffer whole, boolean streamed) {
        try {
            return streamed ? stream(new EventReader(whole)) : Completion.read(whole.readByteArray());
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static Completion stream(EventReader events) throws IOException {
        ChunkReader chunks = new ChunkReader();
        for (Optional<String> event = events.next(); event.isPresent(); event = events.next()) {
            String data = EventReader.data(event.get());
            if (!data.isEmpty() && !data.equals("[DONE]")) {
                chunks.take(data);
            }
        }
        return chunks.completion();
    }
}
