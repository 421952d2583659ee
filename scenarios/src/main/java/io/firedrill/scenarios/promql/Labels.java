package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Matcher;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The labels of a series; an empty value is no label. Immutable. */
public final class Labels {
    /** None. */
    public static final Labels NONE = new Labels(new TreeMap<>());

    private final SortedMap<String, String> values;
    private final int hash;

    private Labels(SortedMap<String, String> values) {
        this.values = values;
        this.hash = values.hashCode();
    }

    /**
     * Of a map.
     *
     * @param values by name
     * @return the same without empty ones
     */
    public static Labels of(Map<String, String> values) {
        SortedMap<String, String> kept = new TreeMap<>(values);
        kept.values().removeIf(String::isEmpty);
        return new Labels(kept);
    }

    /**
     * One label's value.
     *
     * @param name the label's name
     * @return empty if it is not there
     */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /**
     * All of them.
     *
     * @return by name, in order; not to be changed
     */
    public Map<String, String> map() {
        return values;
    }

    /**
     * The same with another value.
     *
     * @param name the label's name
     * @param value empty takes it away
     * @return new labels
     */
    public Labels with(String name, String value) {
        return changed(copy -> {
            if (value.isEmpty()) {
                copy.remove(name);
            } else {
                copy.put(name, value);
            }
        });
    }

    Labels keep(Collection<String> names) {
        return changed(copy -> copy.keySet().retainAll(names));
    }

    Labels drop(Collection<String> names) {
        return changed(copy -> copy.keySet().removeAll(names));
    }

    Labels nameless() {
        return values.containsKey(Matcher.NAME) ? with(Matcher.NAME, "") : this;
    }

    private Labels changed(Consumer<SortedMap<String, String>> change) {
        SortedMap<String, String> copy = new TreeMap<>(values);
        change.accept(copy);
        return new Labels(copy);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels that && hash == that.hash && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
