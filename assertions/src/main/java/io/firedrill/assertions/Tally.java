package io.firedrill.assertions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what went wrong with how many, keeping a first example of each. Confined to one thread. */
final class Tally {
    private final Map<String, List<String>> examples = new LinkedHashMap<>();

    void add(String what, String pointer) {
        examples.computeIfAbsent(what, key -> new ArrayList<>()).add(pointer);
    }

    /** The most frequent one; the first of equals. */
    Optional<String> most() {
        return examples.entrySet().stream()
                .max(Comparator.comparingInt((Map.Entry<String, List<String>> each) ->
                        each.getValue().size()))
                .map(Map.Entry::getKey);
    }

    int count(String what) {
        return examples.getOrDefault(what, List.of()).size();
    }

    int total() {
        return examples.values().stream().mapToInt(List::size).sum();
    }

    /** {@code inference missing in 512 of 520}. */
    String text(int of) {
        return most().map(what -> "%s in %d of %d".formatted(what, count(what), of))
                .orElse("");
    }

    /** Where the first of the most frequent can be seen. */
    List<String> example() {
        return most().map(what -> List.of(examples.getOrDefault(what, List.of()).get(0)))
                .orElse(List.of());
    }
}
