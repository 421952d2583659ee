package io.firedrill.stacks.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a body in the framing that its head announces: chunked bodies portion by portion. Confined. */
class BodyWriter implements WireInput.BodySink {
    private final OutputStream out;
    private final boolean chunked;
    private final StringBuilder trailers = new StringBuilder();

    BodyWriter(OutputStream out, Head.Framing framing) {
        this.out = out;
        this.chunked = framing == Head.Framing.CHUNKED;
    }

    @Override
    public void pass(byte[] data, int from, int length) throws IOException {
        if (chunked) {
            out.write(ascii(Integer.toHexString(length) + "\r\n"));
        }
        out.write(data, from, length);
        if (chunked) {
            out.write(ascii("\r\n"));
        }
    }

    @Override
    public void trailer(String field) {
        trailers.append(field).append("\r\n");
    }

    @Override
    public void end() throws IOException {
        if (chunked) {
            out.write(ascii("0\r\n" + trailers + "\r\n"));
        }
        out.flush();
    }

    void flush() throws IOException {
        out.flush();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
