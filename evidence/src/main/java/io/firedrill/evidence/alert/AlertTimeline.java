package io.firedrill.evidence.alert;

import io.firedrill.evidence.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One alert (a name with its label set) over the whole drill, from the raw samples of {@code ALERTS}. Periods begin
 * before clock zero when the alert was already there.
 *
 * @param alert the alert name
 * @param labels all labels but {@code alertname} and {@code alertstate}
 * @param periods in order of time; a new one begins when the state changes or a sample is missing
 * @param source the query
 */
public record AlertTimeline(String alert, Map<String, String> labels, List<AlertPeriod> periods, Source source) {
    /** Copies the collections. */
    public AlertTimeline {
        labels = Map.copyOf(labels);
        periods = List.copyOf(periods);
    }

    /**
     * The first period of a state that begins at or after an offset.
     *
     * @param state which state
     * @param earliest the offset from clock zero
     * @return that period, or empty
     */
    public Optional<AlertPeriod> first(AlertState state, Duration earliest) {
        return periods.stream()
                .filter(period -> period.state() == state && period.from().compareTo(earliest) >= 0)
                .findFirst();
    }
}
