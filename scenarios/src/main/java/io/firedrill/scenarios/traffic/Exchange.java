package io.firedrill.scenarios.traffic;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One request on its way. Its virtual user lives it alone, step after step; only who settles it, the user or the end of
 * the load, is a race, and {@link #settle()} decides it.
 */
final class Exchange {
    static final String CHAT = "chat";

    private static final HexFormat HEX = HexFormat.of();

    final String scenario;
    final String request;
    final boolean streaming;
    final boolean refused;
    final String traceId;
    final String spanId;
    private final AtomicBoolean settled = new AtomicBoolean();
    volatile long start;
    volatile long end;
    volatile int status;
    volatile String error = "";
    volatile byte[] body = {};

    /** {@code request}: what is asked for; {@code refused}: it is to be, for its key. */
    Exchange(String scenario, String request, boolean streaming, boolean refused) {
        this.scenario = scenario;
        this.request = request;
        this.streaming = streaming;
        this.refused = refused;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.traceId = HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        this.spanId = HEX.toHexDigits(random.nextLong(1, Long.MAX_VALUE));
        this.start = EpochClock.nanos();
    }

    /** The header to send, built as the request is sent. */
    String send() {
        start = EpochClock.nanos();
        return traceparent();
    }

    private String traceparent() {
        return "00-" + traceId + "-" + spanId + "-01";
    }

    void answered(int answerStatus, byte[] answerBody) {
        end = EpochClock.nanos();
        status = answerStatus;
        body = answerBody;
    }

    void failed(long at, String why) {
        end = Math.max(at, start);
        error = why;
    }

    boolean isOver() {
        return end > 0;
    }

    /** True for the first caller only. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }

    Answer answer() {
        return isChat() && status == 200 ? Answer.read(body, streaming) : Answer.NONE;
    }

    /** What the model said, if it answered. */
    Optional<String> said() {
        return isChat() && status == 200 ? Spoken.in(body, streaming) : Optional.empty();
    }

    private boolean isChat() {
        return request.equals(CHAT);
    }

    LedgerFile.Line line(Answer answer) {
        return new LedgerFile.Line(
                start,
                end,
                scenario,
                streaming ? request + "-stream" : request,
                traceId,
                spanId,
                status == 0 ? Optional.empty() : Optional.of(status),
                error.isEmpty() ? answer.error() : Optional.of(error),
                answer.tokens(),
                answer.usage(),
                streaming ? FirstChunkTap.take(traceparent()) : Optional.empty());
    }
}
