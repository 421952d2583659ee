package io.firedrill.stacks.fault;

import java.io.EOFException;
import java.io.Flushable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of an HTTP/1.1 connection, read as it arrives. Before it waits for more bytes it flushes the other side, so
 * that nothing which has arrived is held back. Confined to one thread.
 */
final class WireInput {
    private static final int MAX_HEAD = 256 * 1024;

    private final InputStream in;
    private final Flushable beforeWaiting;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int limit;

    WireInput(InputStream in, Flushable beforeWaiting) {
        this.in = in;
        this.beforeWaiting = beforeWaiting;
    }

    /** The next head, or empty if the peer ended the connection where a message may begin. */
    Optional<Head> head() throws IOException {
        if (position == limit && !fill()) {
            return Optional.empty();
        }
        String start = line();
        if (start.isEmpty()) {
            start = line();
        }
        List<String> fields = new ArrayList<>();
        int size = start.length();
        for (String field = line(); !field.isEmpty(); field = line()) {
            size += field.length();
            if (size > MAX_HEAD) {
                throw new IOException("header fields must not exceed " + MAX_HEAD + " bytes");
            }
            fields.add(field);
        }
        return Optional.of(new Head(start, fields));
    }

    /** Passes the body on, portion by portion, through the gate. */
    void body(Head head, Head.Framing framing, BodySink sink) throws IOException {
        switch (framing) {
            case NONE -> {}
            case LENGTH -> portions(head.contentLength(), sink);
            case CHUNKED -> chunks(sink);
            case UNTIL_CLOSE -> rest(sink);
        }
        sink.end();
    }

    private void chunks(BodySink sink) throws IOException {
        for (long size = chunkSize(); size > 0; size = chunkSize()) {
            portions(size, sink);
            line();
        }
        for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
            sink.trailer(trailer);
        }
    }

    private long chunkSize() throws IOException {
        String line = line();
        int end = line.indexOf(';');
        try {
            return Long.parseLong((end < 0 ? line : line.substring(0, end)).trim(), 16);
        } catch (NumberFormatException e) {
            throw new IOException("chunk size must be hexadecimal, but was '" + line + "'", e);
        }
    }

    private void portions(long size, BodySink sink) throws IOException {
        for (long left = size; left > 0; ) {
            require();
            int portion = (int) Math.min(left, limit - position);
            sink.pass(buffer, position, portion);
            position += portion;
            left -= portion;
        }
    }

    private void rest(BodySink sink) throws IOException {
        while (position < limit || fill()) {
            sink.pass(buffer, position, limit - position);
            position = limit;
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            require();
            for (int i = position; i < limit; i++) {
                if (buffer[i] == '\n') {
                    append(line, i);
                    position = i + 1;
                    return chomp(line);
                }
            }
            append(line, limit);
            position = limit;
            if (line.length() > MAX_HEAD) {
                throw new IOException("a line must not exceed " + MAX_HEAD + " bytes");
            }
        }
    }

    private void append(StringBuilder line, int end) {
        line.append(new String(buffer, position, end - position, StandardCharsets.ISO_8859_1));
    }

    private static String chomp(StringBuilder line) {
        int length = line.length();
        return line.substring(0, length > 0 && line.charAt(length - 1) == '\r' ? length - 1 : length);
    }

    private void require() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException("the peer ended the connection within a message");
        }
    }

    private boolean fill() throws IOException {
        beforeWaiting.flush();
        int read = in.read(buffer);
        position = 0;
        limit = Math.max(read, 0);
        return read > 0;
    }

    /** Where a body goes. */
    interface BodySink {
        /** Takes a portion. */
        void pass(byte[] data, int from, int length) throws IOException;

        /** Takes a trailer of a chunked body. */
        void trailer(String field) throws IOException;

        /** Is told that the body is complete. */
        void end() throws IOException;
    }
}
