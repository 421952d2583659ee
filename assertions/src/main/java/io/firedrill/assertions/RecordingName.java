package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RecordedRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a recording rule claims, {@code level:metric:operations}. Names that follow no such convention claim
 * nothing.
 */
final class RecordingName {
    private static final Pattern WINDOW = Pattern.compile(
            "(?:rate|increase|delta|deriv|time|sum|avg|max|min|count|mean)_?((?:\\d+(?:ms|[smhdw]))+)$");
    private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|[smhdw])");

    private RecordingName() {}

    /** What is wrong, if anything. */
    static Optional<String> claim(Evidence evidence, RecordedRule rule) {
        return window(evidence, rule).or(() -> level(rule));
    }

    /** The window at the end of a name, as written in real time. */
    static Optional<Duration> window(String name) {
        Matcher matcher = WINDOW.matcher(name);
        if (!name.contains(":") || !matcher.find()) {
            return Optional.empty();
        }
        Matcher span = SPAN.matcher(matcher.group(1));
        Duration window = Duration.ZERO;
        while (span.find()) {
            window = window.plus(span(Long.parseLong(span.group(1)), span.group(2)));
        }
        return Optional.of(window);
    }

    private static Duration span(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    /** With a subquery, which has two spans, either may be meant. */
    private static Optional<String> window(Evidence evidence, RecordedRule rule) {
        Optional<Duration> named = window(rule.name()).map(window -> scaled(evidence, window));
        List<RangeWindow> windows = evidence.metrics().windows().stream()
                .filter(window ->
                        window.rule().equals(rule.name()) && window.group().equals(rule.group()))
                .toList();
        Set<Duration> used = new TreeSet<>();
        windows.forEach(window -> used.add(window.window()));
        rule.inputs().forEach(input -> window(input).ifPresent(window -> used.add(scaled(evidence, window))));
        if (named.isEmpty() || used.isEmpty()) {
            return Optional.empty();
        }
        boolean nested = windows.stream().anyMatch(RangeWindow::isSubquery);
        List<Duration> others =
                used.stream().filter(window -> !isAbout(window, named.get())).toList();
        boolean fine = nested ? others.size() < used.size() : others.isEmpty();
        return fine
                ? Optional.empty()
                : Optional.of("%s looks back %s, where its name says %s"
                        .formatted(
                                rule.name(),
                                Words.list(others.stream().map(Words::length).toList()),
                                length(named.get())));
    }

    private static Duration scaled(Evidence evidence, Duration written) {
        return Duration.ofMillis(
                Math.round(written.toMillis() / Math.max(1, evidence.stack().timeScale())));
    }

    private static boolean isAbout(Duration one, Duration other) {
        return one.minus(other).abs().compareTo(Duration.ofMillis(1)) <= 0;
    }

    /** A level that is no label of what the rule reads, such as {@code cluster}, is only a word. */
    private static Optional<String> level(RecordedRule rule) {
        int end = rule.name().indexOf(':');
        if (end <= 0 || rule.comparisons().isEmpty()) {
            return Optional.empty();
        }
        String level = rule.name().substring(0, end);
        List<String> labels = rule.inputLabels().contains(level) ? List.of(level) : List.of(level.split("_"));
        return labels.stream()
                .filter(label -> rule.inputLabels().containsAll(labels))
                .filter(label -> rule.comparisons().stream()
                        .filter(each -> each.recorded().isPresent())
                        .anyMatch(each -> !each.labels().containsKey(label)))
                .findFirst()
                .map(label -> "%s has series without the label %s, which its name says".formatted(rule.name(), label));
    }
}
