package io.firedrill.assertions;

import io.firedrill.evidence.traffic.LedgerEntry;
import io.firedrill.evidence.traffic.TokenUsage;
import java.time.Duration;
import java.util.Optional;

/** Answers of a model for a {@link Fixture}, one every 100 ms. */
final class Answers {
    private Answers() {}

    /** Answers that tell their tokens. */
    static Fixture answers(Fixture fixture, int count, String model, long input, long output) {
        for (int i = 0; i < count; i++) {
            fixture.request(at(fixture), 20, Optional.of(200));
            last(fixture, "chat", Optional.of(new TokenUsage(model, input, output)), Optional.empty());
        }
        return fixture;
    }

    /** Streams that end after 500 ms, and whose first token comes after so many. */
    static Fixture streams(Fixture fixture, int count, int firstMillis) {
        for (int i = 0; i < count; i++) {
            Duration at = at(fixture);
            fixture.request(at, 500, Optional.of(200));
            last(fixture, "chat-stream", Optional.empty(), Optional.of(at.plusMillis(firstMillis)));
        }
        return fixture;
    }

    private static Duration at(Fixture fixture) {
        return Duration.ofMillis(100L * fixture.ledger.size());
    }

    private static void last(
            Fixture fixture, String request, Optional<TokenUsage> usage, Optional<Duration> firstToken) {
        LedgerEntry entry = fixture.ledger.remove(fixture.ledger.size() - 1);
        fixture.ledger.add(new LedgerEntry(
                entry.start(),
                entry.end(),
                entry.scenario(),
                request,
                entry.traceId(),
                entry.spanId(),
                entry.status(),
                entry.error(),
                usage.map(each -> each.input() + each.output()),
                usage,
                firstToken));
    }
}
