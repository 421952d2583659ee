package io.firedrill.stacks.fault;

import java.io.IOException;

/**
 * Counts the events of a stream, and lets none beyond the limit pass while there is one. An event is a block of lines
 * that ends with an empty one and holds more than comments (WHATWG HTML, 9.2.6; lines end in LF or CRLF). Confined.
 */
final class SseGate implements WireInput.BodySink {
    private final BodyWriter out;
    private final Hold hold;
    private int events;
    private boolean lineIsEmpty = true;
    private boolean blockHoldsField;

    SseGate(BodyWriter out, Hold hold) {
        this.out = out;
        this.hold = hold;
    }

    @Override
    public void pass(byte[] data, int from, int length) throws IOException {
        hold();
        int begin = from;
        for (int i = from; i < from + length; i++) {
            if (endsEvent(data[i])) {
                out.pass(data, begin, i + 1 - begin);
                begin = i + 1;
                hold();
            }
        }
        if (begin < from + length) {
            out.pass(data, begin, from + length - begin);
        }
    }

    @Override
    public void trailer(String field) {
        out.trailer(field);
    }

    @Override
    public void end() throws IOException {
        hold();
        out.end();
    }

    private void hold() throws IOException {
        if (hold.holds(events)) {
            out.flush();
            hold.await(events);
        }
    }

    private boolean endsEvent(int next) {
        if (next == '\r') {
            return false;
        }
        boolean ends = next == '\n' && lineIsEmpty && blockHoldsField;
        if (next != '\n') {
            blockHoldsField |= lineIsEmpty && next != ':';
        } else if (lineIsEmpty) {
            blockHoldsField = false;
        }
        lineIsEmpty = next == '\n';
        events += ends ? 1 : 0;
        return ends;
    }

    /** Whether a stream must wait, and the wait itself. */
    interface Hold {
        /** Whether a stream that has delivered so many events must wait. */
        boolean holds(int events);

        /** Waits until it need not wait any more; fails when the connection ends meanwhile. */
        void await(int events) throws IOException;
    }
}
