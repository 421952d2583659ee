package io.firedrill.stacks.pipeline;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import okio.BufferedSource;

/** Server-sent events of a service behind, one by one as they arrive. Confined. */
final class EventReader {
    private final BufferedSource source;

    EventReader(BufferedSource source) {
        this.source = source;
    }

    /** The next event with all its lines; empty at the end of the stream. */
    Optional<String> next() throws IOException {
        StringBuilder event = new StringBuilder();
        while (true) {
            String line = source.readUtf8Line();
            if (line == null) {
                if (event.length() > 0) {
                    throw new EOFException("the stream ended inside an event");
                }
                return Optional.empty();
            }
            if (!line.isEmpty()) {
                event.append(event.length() == 0 ? "" : "\n").append(line);
            } else if (event.length() > 0) {
                return Optional.of(event.toString());
            }
        }
    }

    /** What an event carries; empty if it is a comment. */
    static String data(String event) {
        return event.startsWith("data:") ? event.substring("data:".length()).strip() : "";
    }
}
