package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Histograms;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.promql.Matcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which labels made-up series have: every label that is named anywhere, with one value wherever the matchers leave it open, so that
 * series find each other. Immutable.
 */
final class Naming {
    /** How many labels series get beside those that their selectors ask for. */
    enum Style {
        /** Every one that is named anywhere. */
        RICH,
        /** Those that series are grouped or joined by. */
        LEAN,
        /** None. */
        BARE
    }

    private final Set<String> labels;
    private final Map<String, String> pinned;
    private final Map<String, List<String>> known = new LinkedHashMap<>();

    Naming(Leaves leaves, Set<String> wanted, Map<String, String> pinned, Style style) {
        this.labels = new LinkedHashSet<>(style == Style.BARE ? Set.of() : leaves.joined());
        if (style == Style.RICH) {
            leaves.matchers().forEach(each -> labels.add(each.label()));
            labels.addAll(wanted);
        }
        labels.addAll(pinned.keySet());
        labels.removeAll(Set.of(Histograms.BOUND, Matcher.NAME, "alertname", "alertstate"));
        this.pinned = pinned;
        for (Matcher each : leaves.matchers()) {
            samples(each).forEach(value -> add(each.label(), value));
        }
        leaves.sources().forEach((label, regex) -> {
            if (!Matcher.pattern(regex).matcher(RegexSample.WORD).matches()) {
                RegexSample.of(regex).forEach(value -> add(label, value));
            }
        });
    }

    private void add(String label, String value) {
        List<String> values = known.computeIfAbsent(label, key -> new ArrayList<>());
        if (!value.isEmpty() && !values.contains(value)) {
            values.add(value);
        }
    }

    Set<String> labels() {
        return labels;
    }

    private static List<String> samples(Matcher matcher) {
        return switch (matcher.operator()) {
            case EQUAL -> List.of(matcher.value());
            case LIKE -> RegexSample.of(matcher.value());
            default -> List.of();
        };
    }

    /** Labels of a series that the leaf selects, if there can be one. */
    Optional<Labels> of(Leaf leaf) {
        return of(leaf, List.of());
    }

    /** The same, but of one that none of the others selects. */
    Optional<Labels> of(Leaf leaf, List<Leaf> others) {
        Map<String, String> values = new TreeMap<>();
        for (String label : names(leaf)) {
            Optional<String> value = value(leaf, label, List.of());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.put(label, value.get());
        }
        for (Leaf other : others) {
            if (selects(other, values) && !leaves(other, leaf, values)) {
                return Optional.empty();
            }
        }
        return Optional.of(Labels.of(values));
    }

    private List<String> names(Leaf leaf) {
        List<String> names = new ArrayList<>(labels);
        names.add(Matcher.NAME);
        leaf.matchers().stream()
                .map(Matcher::label)
                .filter(label -> !names.contains(label))
                .forEach(names::add);
        return names;
    }

    /** Changes one label so that the other no longer selects it. */
    private boolean leaves(Leaf other, Leaf leaf, Map<String, String> values) {
        for (Matcher each : other.matchers()) {
            if (!each.label().equals(Matcher.NAME)) {
                Optional<String> value = value(leaf, each.label(), List.of(each));
                if (value.isPresent()) {
                    values.put(each.label(), value.get());
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean selects(Leaf leaf, Map<String, String> values) {
        return leaf.matchers().stream().allMatch(each -> each.matches(values.getOrDefault(each.label(), "")));
    }

    private Optional<String> value(Leaf leaf, String label, List<Matcher> not) {
        return candidates(leaf, label)
                .filter(value -> leaf.allows(label, value) && not.stream().noneMatch(matcher -> matcher.matches(value)))
                .findFirst();
    }

    private Stream<String> candidates(Leaf leaf, String label) {
        List<String> all = new ArrayList<>();
        leaf.of(label).forEach(each -> {
            if (each.operator() == Matcher.Operator.EQUAL) {
                all.add(each.value());
            }
        });
        Optional.ofNullable(pinned.get(label)).ifPresent(all::add);
        leaf.of(label).forEach(each -> all.addAll(samples(each)));
        all.addAll(known.getOrDefault(label, List.of()));
        all.addAll(List.of(RegexSample.WORD, "other", "1", "0", "500", "200", ""));
        return all.stream();
    }
}
