package io.firedrill.scenarios.session;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The drills that nobody has taken yet. A lane stays with its setting as long as there is work for it, since a stack is
 * dear to launch; then it goes where most is left for each of those who work there. Thread-safe.
 */
final class Agenda {
    private final List<Drill> waiting = new ArrayList<>();
    private final Map<Integer, Setting> lanes = new HashMap<>();

    synchronized void add(List<Drill> drills) {
        waiting.addAll(drills);
    }

    /** The next drill for a lane, in the order of the plan within a setting; empty when nothing is left. */
    synchronized Optional<Drill> take(int lane) {
        Setting own = lanes.remove(lane);
        Optional<Drill> next = waiting.stream()
                .filter(drill -> drill.setting().equals(own))
                .findFirst()
                .or(() -> waiting.stream()
                        .map(Drill::setting)
                        .distinct()
                        .max(Comparator.comparing(this::share))
                        .flatMap(this::first));
        next.ifPresent(drill -> {
            waiting.remove(drill);
            lanes.put(lane, drill.setting());
        });
        return next;
    }

    /** How many are left. */
    synchronized int size() {
        return waiting.size();
    }

    /** Takes everything that is left. */
    synchronized List<Drill> clear() {
        List<Drill> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    private Optional<Drill> first(Setting setting) {
        return waiting.stream().filter(drill -> drill.setting().equals(setting)).findFirst();
    }

    /** What a lane that joined those of this setting would have to do. */
    private Duration share(Setting setting) {
        long there = lanes.values().stream().filter(setting::equals).count();
        return waiting.stream()
                .filter(drill -> drill.setting().equals(setting))
                .map(Drill::observed)
                .reduce(Duration.ZERO, Duration::plus)
                .dividedBy(there + 1);
    }
}
