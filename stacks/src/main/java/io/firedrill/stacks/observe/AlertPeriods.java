package io.firedrill.stacks.observe;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.alert.AlertPeriod;
import io.firedrill.evidence.alert.AlertState;
import io.firedrill.evidence.alert.AlertTimeline;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Folds raw {@code ALERTS} samples into periods. Prometheus writes one sample at each evaluation, on an exact grid; a
 * distance of more than one and a half intervals is a missed evaluation, so that it ends a period.
 */
final class AlertPeriods {
    private record Seen(Instant at, AlertState state) {}

    private final Instant zero;
    private final Function<String, Duration> interval;

    /** {@code interval} gives the evaluation interval of an alert by its name. */
    AlertPeriods(Instant zero, Function<String, Duration> interval) {
        this.zero = zero;
        this.interval = interval;
    }

    /** Timelines in order of name and labels; those that ended before {@code from} are left out. */
    List<AlertTimeline> fold(List<Series> series, Instant from, Source source) {
        Map<Map<String, String>, List<Series>> alerts =
                series.stream().collect(Collectors.groupingBy(each -> without(each.labels(), "alertstate")));
        return alerts.entrySet().stream()
                .map(alert -> timeline(alert.getKey(), alert.getValue(), from, source))
                .filter(timeline -> !timeline.periods().isEmpty())
                .sorted(Comparator.comparing(AlertTimeline::alert)
                        .thenComparing(timeline -> new TreeMap<>(timeline.labels()).toString()))
                .toList();
    }

    private AlertTimeline timeline(Map<String, String> key, List<Series> states, Instant from, Source source) {
        String name = key.getOrDefault("alertname", "");
        List<Seen> seen = states.stream()
                .flatMap(series -> state(series).stream()
                        .flatMap(state -> series.samples().stream().map(sample -> new Seen(sample.at(), state))))
                .sorted(Comparator.comparing(Seen::at))
                .toList();
        Duration earliest = Duration.between(zero, from);
        List<AlertPeriod> periods = periods(seen, interval.apply(name)).stream()
                .filter(period -> period.to().compareTo(earliest) >= 0)
                .toList();
        return new AlertTimeline(name, without(without(key, "alertname"), "__name__"), periods, source);
    }

    private List<AlertPeriod> periods(List<Seen> seen, Duration every) {
        Duration longest = every.multipliedBy(3).dividedBy(2);
        List<AlertPeriod> periods = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= seen.size(); i++) {
            if (i == seen.size() || breaks(seen.get(i - 1), seen.get(i), longest)) {
                periods.add(new AlertPeriod(
                        seen.get(first).state(),
                        Duration.between(zero, seen.get(first).at()),
                        Duration.between(zero, seen.get(i - 1).at()),
                        i - first));
                first = i;
            }
        }
        return periods;
    }

    private static boolean breaks(Seen before, Seen next, Duration longest) {
        return before.state() != next.state()
                || Duration.between(before.at(), next.at()).compareTo(longest) > 0;
    }

    private static Optional<AlertState> state(Series series) {
        return switch (series.labels().getOrDefault("alertstate", "")) {
            case "pending" -> Optional.of(AlertState.PENDING);
            case "firing" -> Optional.of(AlertState.FIRING);
            default -> Optional.empty();
        };
    }

    static Map<String, String> without(Map<String, String> labels, String label) {
        Map<String, String> rest = new TreeMap<>(labels);
        rest.remove(label);
        return rest;
    }

    /** The time of a series' last sample. */
    static Instant last(Series series) {
        List<Sample> samples = series.samples();
        return samples.get(samples.size() - 1).at();
    }
}
