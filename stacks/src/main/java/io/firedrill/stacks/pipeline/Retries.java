package io.firedrill.stacks.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import okhttp3.Headers;

/**
 * When OpenAI's Java SDK calls again and how long it waits before: {@code RetryingHttpClient} of openai-java at commit
 * 067c600. The status decides, unless {@code x-should-retry} does; so a 429 for an empty quota is tried again as well.
 *
 * @param most how often, after the first call
 * @param delay before the first retry; doubled for each next one. 500 ms in the SDK
 * @param clock for a {@code Retry-After} that is a date
 * @param random evenly from 0 to 1, for the jitter
 */
record Retries(int most, Duration delay, Clock clock, DoubleSupplier random) {
    private static final Duration CEILING = Duration.ofSeconds(8);
    private static final double JITTER = 0.25;

    /** Whether the SDK would call again after this answer, if it still may. */
    static boolean worthIt(int status, Headers headers) {
        String told = headers.get("x-should-retry");
        if ("true".equals(told) || "false".equals(told)) {
            return "true".equals(told);
        }
        return status == 408 || status == 409 || status == 429 || status >= 500;
    }

    /** How long before the {@code retry}th retry (from 1) after an answer with these headers. */
    Duration wait(int retry, Headers headers) {
        return told(headers).map(Retries::bounded).orElseGet(() -> backoff(retry));
    }

    /** How long before the {@code retry}th retry (from 1) after no answer at all. */
    Duration backoff(int retry) {
        double nanos = Math.min(delay.toNanos() * Math.pow(2, retry - 1), (double) CEILING.toNanos());
        return Duration.ofNanos((long) (nanos * (1 - JITTER * random.getAsDouble())));
    }

    private Optional<Duration> told(Headers headers) {
        return Optional.ofNullable(headers.get("Retry-After-Ms"))
                .flatMap(value -> number(value, 1e6))
                .or(() -> Optional.ofNullable(headers.get("Retry-After"))
                        .flatMap(value -> number(value, 1e9).or(() -> date(value))));
    }

    private static Optional<Duration> number(String value, double nanos) {
        try {
            return Optional.of(Duration.ofNanos((long) (Float.parseFloat(value) * nanos)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Duration> date(String value) {
        try {
            ZonedDateTime until = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Optional.of(Duration.between(clock.instant(), until.toInstant()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration told) {
        if (told.isNegative()) {
            return Duration.ZERO;
        }
        return told.compareTo(CEILING) > 0 ? CEILING : told;
    }
}
