package io.firedrill.scenarios.traffic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.util.List;

/** When requests are sent. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "model")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Profile.Open.class, name = "open"),
    @JsonSubTypes.Type(value = Profile.Closed.class, name = "closed")
})
public sealed interface Profile {
    /**
     * How long requests begin to be sent.
     *
     * @return more than zero
     */
    Duration lasts();

    /**
     * The highest rate at which requests are sent whether or not earlier ones were answered.
     *
     * @return requests per second; 0 if none is sent like that
     */
    double peak();

    /**
     * Requests arrive at a rate, whether earlier ones have been answered or not: strangers who know nothing of each other.
     *
     * @param phases one after the other, at least one of them with requests
     */
    record Open(List<Phase> phases) implements Profile {
        /** Copies the phases. */
        public Open {
            phases = List.copyOf(phases);
            if (phases.stream().noneMatch(phase -> phase.from() > 0 || phase.to() > 0)) {
                throw new IllegalArgumentException("open traffic must send requests, but was " + phases);
            }
        }

        @Override
        public Duration lasts() {
            return phases.stream().map(Phase::during).reduce(Duration.ZERO, Duration::plus);
        }

        @Override
        public double peak() {
            return phases.stream()
                    .mapToDouble(phase -> Math.max(phase.from(), phase.to()))
                    .max()
                    .orElse(0);
        }
    }

    /**
     * So many users, each of whom waits for the answer, thinks, and asks again.
     *
     * @param users how many
     * @param during how long they begin new requests
     * @param thinking the pause between an answer and the next request; may be zero
     */
    record Closed(int users, Duration during, Duration thinking) implements Profile {
        /** Requires users, time, and a pause that is not negative. */
        public Closed {
            if (users < 1) {
                throw new IllegalArgumentException("users must be at least 1, but was " + users);
            }
            requirePositive(during);
            if (thinking.isNegative()) {
                throw new IllegalArgumentException("thinking must not be negative, but was " + thinking);
            }
        }

        @Override
        public Duration lasts() {
            return during;
        }

        @Override
        public double peak() {
            return 0;
        }
    }

    /**
     * A stretch of open traffic whose rate is even or changes evenly.
     *
     * @param from requests per second at its start; 0 on both ends for a pause
     * @param to requests per second at its end
     * @param during how long
     */
    record Phase(double from, double to, Duration during) {
        /** Requires rates that are not negative, and time. */
        public Phase {
            requireRate(from);
            requireRate(to);
            requirePositive(during);
        }

        private static void requireRate(double rate) {
            if (!(rate >= 0 && rate <= 100_000)) {
                throw new IllegalArgumentException("rate must be within 0 and 100000 per second, but was " + rate);
            }
        }
    }

    private static void requirePositive(Duration during) {
        if (during.isZero() || during.isNegative()) {
            throw new IllegalArgumentException("duration of traffic must be positive, but was " + during);
        }
    }
}
