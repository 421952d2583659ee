package io.firedrill.scenarios.session;

import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.drill.Setting;
import io.firedrill.stacks.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The drills that nobody has taken yet. A lane stays with its setting as long as there is work for it, since a stack is
 * dear to launch; then it goes where most is left for each of those who work there. Thread-safe.
 */
final class Agenda {
    private final Predicate<Setting> isWhole;
    private final List<Drill> waiting = new ArrayList<>();
    private final Map<Integer, Setting> lanes = new HashMap<>();

    /** {@code isWhole}: what only a {@link Place#WHOLE} takes. */
    Agenda(Predicate<Setting> isWhole) {
        this.isWhole = isWhole;
    }

    synchronized void add(List<Drill> drills) {
        waiting.addAll(drills);
    }

    /**
     * The next drill for a lane, in the order of the plan within a setting, but for those that end processes.
     *
     * @param place what may stand there; what can stand nowhere else goes first
     * @return empty when nothing is left for it
     */
    synchronized Optional<Drill> take(int lane, Place place) {
        Optional<Setting> own = Optional.ofNullable(lanes.remove(lane));
        Optional<Drill> next = own.flatMap(this::first)
                .or(() -> waiting.stream()
                        .map(Drill::setting)
                        .filter(setting -> place == Place.WHOLE || !isWhole.test(setting))
                        .distinct()
                        .max(Comparator.comparing(isWhole::test).thenComparing(this::share))
                        .flatMap(this::first));
        next.ifPresent(drill -> {
            waiting.remove(drill);
            lanes.put(lane, drill.setting());
        });
        return next;
    }

    /** Where what is left can be held; nowhere if nothing is. */
    synchronized Set<Place> places() {
        Set<Place> places = EnumSet.noneOf(Place.class);
        for (Drill drill : waiting) {
            places.add(Place.WHOLE);
            if (!isWhole.test(drill.setting())) {
                places.add(Place.PART);
            }
        }
        return places;
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

    /** Those that end a process come last: what is started again is cold, and the next drill would meet it like that. */
    private Optional<Drill> first(Setting setting) {
        return waiting.stream()
                .filter(drill -> drill.setting().equals(setting))
                .min(Comparator.comparing(Agenda::endsProcess));
    }

    private static boolean endsProcess(Drill drill) {
        return drill.faults().stream().anyMatch(planned -> planned.fault() instanceof Fault.OfProcess);
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
