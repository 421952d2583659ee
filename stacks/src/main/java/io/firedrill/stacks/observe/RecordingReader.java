package io.firedrill.stacks.observe;

import static java.util.stream.Collectors.toCollection;

import io.firedrill.evidence.Source;
import io.firedrill.evidence.metric.RecordedRule;
import io.firedrill.evidence.metric.RecordedRule.Comparison;
import io.firedrill.stacks.observe.LoadedRules.LoadedRule;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.observe.PromqlTree.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads what recording rules recorded, and what their definitions give for the very same instants: raw samples carry the
 * time of their evaluation, and a range query in steps of the rule's interval meets those times. Confined to one thread.
 */
final class RecordingReader {
    /** How many instants of each series are compared. */
    private static final int INSTANTS = 24;

    /** What Prometheus answers at most are 11 000 points a series. */
    private static final int POINTS = 10_000;

    private static final int BEFORE = 3;
    private static final int AFTER = 1;

    private final PrometheusClient prometheus;
    private final Selections selections;
    private final List<LoadedRule> rules;
    private final Duration scrapes;
    private final Instant zero;
    private final Instant end;

    /** {@code scrapes} is the shortest interval of the targets. */
    RecordingReader(
            PrometheusClient prometheus,
            Selections selections,
            List<LoadedRule> rules,
            Duration scrapes,
            Instant zero,
            Instant end) {
        this.prometheus = prometheus;
        this.selections = selections;
        this.rules = List.copyOf(rules);
        this.scrapes = scrapes;
        this.zero = zero;
        this.end = end;
    }

    /** By labels: what was recorded, what the definition gives, and what it gives without the last scrape. */
    private record Courses(
            Map<Map<String, String>, NavigableMap<Instant, Double>> recorded,
            Map<Map<String, String>, NavigableMap<Instant, Double>> defined,
            Map<Map<String, String>, NavigableMap<Instant, Double>> late) {}

    List<RecordedRule> read() {
        return rules.stream().filter(LoadedRule::records).map(this::recorded).toList();
    }

    private RecordedRule recorded(LoadedRule rule) {
        Map<Map<String, String>, NavigableMap<Instant, Double>> recorded = new HashMap<>();
        prometheus
                .samples(selector(rule), zero, end)
                .forEach(series -> recorded.put(labels(series, rule), values(series)));
        Instant first = first(rule, recorded);
        String[] asked = asked(rule, rule.query(), first);
        Source source = prometheus.api("/api/v1/query_range", asked);
        Courses courses = new Courses(recorded, given(rule, first, asked), late(rule, first));
        return new RecordedRule(
                rule.name(),
                rule.group(),
                rule.file(),
                rule.query(),
                rule.interval(),
                rule.lastError(),
                rule.syntax().selectors().stream()
                        .map(Selector::name)
                        .filter(name -> !name.isEmpty())
                        .collect(toCollection(TreeSet::new)),
                inputLabels(rule),
                comparisons(rule, first, courses),
                source);
    }

    private Map<Map<String, String>, NavigableMap<Instant, Double>> late(LoadedRule rule, Instant first) {
        String late = LateScrape.missing(rule.query(), scrapes);
        return late.equals(rule.query()) ? Map.of() : given(rule, first, asked(rule, late, first));
    }

    private Map<Map<String, String>, NavigableMap<Instant, Double>> given(
            LoadedRule rule, Instant first, String... asked) {
        Map<Map<String, String>, NavigableMap<Instant, Double>> given = new HashMap<>();
        Json.elements(prometheus.data("/api/v1/query_range", asked).path("result"))
                .map(node -> PrometheusClient.series(node, first, end))
                .forEach(series -> given.put(labels(series, rule), values(series)));
        return given;
    }

    private static String selector(LoadedRule rule) {
        List<String> matchers = new ArrayList<>();
        rule.labels().forEach((label, value) -> matchers.add(label + "=\"" + Selections.escaped(value) + "\""));
        return "{__name__=\"" + rule.name() + "\"" + (matchers.isEmpty() ? "" : ", " + String.join(", ", matchers))
                + "}";
    }

    /** What the rule adds wins, as when it records. */
    private static Map<String, String> labels(Series series, LoadedRule rule) {
        Map<String, String> labels = new TreeMap<>(AlertPeriods.without(series.labels(), "__name__"));
        rule.labels().forEach((label, value) -> {
            if (value.isEmpty()) {
                labels.remove(label);
            } else {
                labels.put(label, value);
            }
        });
        return labels;
    }

    private static NavigableMap<Instant, Double> values(Series series) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        for (Sample sample : series.samples()) {
            values.put(sample.at(), sample.value());
        }
        return values;
    }

    /** An instant of the rule's own, early in the drill; clock zero if it recorded nothing. */
    private Instant first(LoadedRule rule, Map<Map<String, String>, NavigableMap<Instant, Double>> recorded) {
        Instant any = recorded.values().stream()
                .map(NavigableMap::firstKey)
                .min(Instant::compareTo)
                .orElse(zero);
        long interval = Math.max(1, rule.interval().toMillis());
        long steps = Duration.between(zero, any).toMillis() / interval;
        long most = POINTS / (interval / step(rule));
        long evaluations = Duration.between(zero, end).toMillis() / interval;
        return any.minusMillis(steps * interval).plusMillis(Math.max(0, evaluations - most) * interval);
    }

    private String[] asked(LoadedRule rule, String query, Instant first) {
        return new String[] {
            "query", query,
            "start", PrometheusClient.seconds(first.toEpochMilli()),
            "end", PrometheusClient.seconds(end.toEpochMilli()),
            "step", PrometheusClient.seconds(step(rule))
        };
    }

    /** A part of the rule's interval that is no longer than one between scrapes: then the last scrape is seen apart. */
    private long step(LoadedRule rule) {
        long interval = Math.max(1, rule.interval().toMillis());
        long longest = Math.max(1, scrapes.toMillis());
        long parts = (interval + longest - 1) / longest;
        while (interval % parts != 0) {
            parts++;
        }
        return interval / parts;
    }

    private Set<String> inputLabels(LoadedRule rule) {
        Set<String> labels = new TreeSet<>();
        rule.syntax().selectors().forEach(selector -> labels.addAll(selections.labels(selector.text())));
        return labels;
    }

    /** Those of another rule of the same name are left to that one. */
    private List<Comparison> comparisons(LoadedRule rule, Instant first, Courses courses) {
        boolean alone = rules.stream()
                        .filter(other -> other.records() && other.name().equals(rule.name()))
                        .count()
                == 1;
        Set<Map<String, String>> all = new TreeSet<>(Comparator.comparing(Object::toString));
        all.addAll(courses.defined().keySet());
        if (alone) {
            all.addAll(courses.recorded().keySet());
        }
        List<Instant> instants = instants(rule, first);
        return all.stream()
                .flatMap(labels -> instants.stream().map(at -> comparison(rule, labels, at, courses)))
                .toList();
    }

    private List<Instant> instants(LoadedRule rule, Instant first) {
        long interval = Math.max(1, rule.interval().toMillis());
        long usable = Duration.between(first, end).toMillis() / interval - BEFORE - AFTER;
        long stride = Math.max(1, usable / INSTANTS);
        return IntStream.range(0, (int) Math.min(INSTANTS, Math.max(0, usable)))
                .mapToObj(each -> first.plusMillis((BEFORE + each * stride) * interval))
                .toList();
    }

    private Comparison comparison(LoadedRule rule, Map<String, String> labels, Instant at, Courses courses) {
        NavigableMap<Instant, Double> recorded = courses.recorded().getOrDefault(labels, new TreeMap<>());
        NavigableMap<Instant, Double> defined = courses.defined().getOrDefault(labels, new TreeMap<>());
        NavigableMap<Instant, Double> late = courses.late().getOrDefault(labels, new TreeMap<>());
        Instant from = at.minus(rule.interval().multipliedBy(BEFORE));
        long millis = step(rule);
        List<Double> around = IntStream.rangeClosed(-BEFORE, AFTER)
                .mapToObj(step -> Optional.ofNullable(defined.get(at.plusMillis(step * millis))))
                .flatMap(Optional::stream)
                .toList();
        Optional<Double> last = Optional.ofNullable(recorded.floorEntry(at))
                .filter(entry -> !entry.getKey().isBefore(from))
                .map(Map.Entry::getValue);
        return new Comparison(
                labels,
                Duration.between(zero, at),
                last,
                Optional.ofNullable(defined.get(at)),
                around,
                Optional.ofNullable(late.get(at)));
    }
}
