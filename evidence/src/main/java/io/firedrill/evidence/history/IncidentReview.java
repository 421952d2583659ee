package io.firedrill.evidence.history;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one incident. Immutable.
 *
 * @param incident the incident
 * @param outcome whether an alert told of it
 * @param reason why it is missed or undecided; empty text if it was detected
 * @param detection from its begin to the first alert that told of it
 * @param reset from its end until the last of them was over; negative if they were over before; empty while one goes on, or
 *     where nothing told
 * @param answers the alerts that told of it, in order of time
 * @param missing the expected alerts that did not, though history would know
 * @param beside other alerts that began meanwhile, by name
 */
public record IncidentReview(
        Incident incident,
        Outcome outcome,
        String reason,
        Optional<Duration> detection,
        Optional<Duration> reset,
        List<Answer> answers,
        List<Incident.Expected> missing,
        List<String> beside) {
    /** Copies the lists. */
    public IncidentReview {
        answers = List.copyOf(answers);
        missing = List.copyOf(missing);
        beside = List.copyOf(beside);
    }

    /** Whether an alert told of an incident. */
    public enum Outcome {
        /** One began to fire. */
        @JsonProperty("detected")
        DETECTED,
        /** None did, and Prometheus was there. */
        @JsonProperty("missed")
        MISSED,
        /** History does not say. */
        @JsonProperty("undecided")
        UNDECIDED
    }

    /**
     * An alert that told of an incident.
     *
     * @param alert the alert name
     * @param labels its other labels
     * @param after how long after the begin of the incident
     * @param reset how long after the end of the incident it was over; negative if before, empty while it goes on
     */
    public record Answer(String alert, Map<String, String> labels, Duration after, Optional<Duration> reset) {
        /** Copies the labels. */
        public Answer {
            labels = Map.copyOf(labels);
        }

        @Override
        public String toString() {
            return Incident.named(alert, labels);
        }
    }
}
