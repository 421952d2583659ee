package io.firedrill.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adds up a score: kept weight by all weight, rounded down, then capped. A drill without promises, or one that did not
 * run, counts as one inconclusive promise of critical weight.
 */
final class Scoring {
    private record Item(String drill, String promise, String check, String verdict, int weight) {
        boolean is(String word) {
            return verdict.equals(word);
        }
    }

    private final List<Item> items;

    private Scoring(List<Item> items) {
        this.items = items;
    }

    static Readiness.Score of(List<Readiness.Drill> drills, List<Readiness.Promise> suite) {
        List<Item> items = new ArrayList<>();
        for (Readiness.Drill drill : drills) {
            drill.promises().forEach(promise -> items.add(item(drill.id(), promise)));
            if (drill.promises().isEmpty()) {
                items.add(new Item(drill.id(), "", "", "inconclusive", Weight.CRITICAL.points()));
            }
        }
        suite.forEach(promise -> items.add(item("whole-run", promise)));
        return new Scoring(items).score();
    }

    private static Item item(String drill, Readiness.Promise promise) {
        int weight = Weight.of(promise.check()).points();
        return new Item(drill, promise.id(), promise.check(), promise.verdict(), weight);
    }

    private Readiness.Score score() {
        Predicate<Item> kept = item -> item.is("kept");
        Predicate<Item> broken = item -> item.is("broken");
        Predicate<Item> unknown = item -> item.is("inconclusive");
        return new Readiness.Score(
                Math.min(ratio(kept), limit(broken)),
                Math.min(ratio(kept), limit(broken.or(unknown))),
                items.isEmpty() ? 100 : Math.min(ratio(kept.or(unknown)), limit(broken)),
                caps(),
                lost());
    }

    private int ratio(Predicate<Item> counted) {
        int total = total();
        return total == 0
                ? 0
                : 100 * items.stream().filter(counted).mapToInt(Item::weight).sum() / total;
    }

    private int total() {
        return items.stream().mapToInt(Item::weight).sum();
    }

    private int limit(Predicate<Item> broken) {
        return items.stream()
                .filter(broken)
                .flatMap(item -> Weight.Limit.of(item.check()).stream())
                .mapToInt(Weight.Limit::score)
                .min()
                .orElse(100);
    }

    private List<Readiness.Cap> caps() {
        List<Readiness.Cap> caps = new ArrayList<>();
        for (Weight.Limit limit : Weight.Limit.values()) {
            List<String> culprits = items.stream()
                    .filter(item -> item.is("broken")
                            && Weight.Limit.of(item.check())
                                    .filter(limit::equals)
                                    .isPresent())
                    .map(item -> item.drill() + "/" + item.promise())
                    .toList();
            if (!culprits.isEmpty()) {
                caps.add(new Readiness.Cap(limit.score(), limit.reason(), culprits));
            }
        }
        return caps;
    }

    private List<Readiness.Loss> lost() {
        return items.stream().filter(item -> !item.is("kept")).map(this::loss).toList();
    }

    private Readiness.Loss loss(Item item) {
        double points = Math.round(1000.0 * item.weight() / total()) / 10.0;
        return new Readiness.Loss(item.drill(), item.promise(), item.verdict(), item.weight(), points);
    }
}
