package io.firedrill.scenarios.drill;

import io.firedrill.assertions.Promise;
import io.firedrill.assertions.Watched;
import io.firedrill.scenarios.traffic.Traffic;
import io.firedrill.stacks.observe.History;
import io.firedrill.stacks.observe.RecordingPlan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A drill, planned: what is done to the system, what is looked at, and what must hold. Times are those of the run, from
 * clock zero, which is when traffic begins. Immutable.
 *
 * <pre>{@code
 * Drill.named("slow inference", "Inference answers 400 ms late; who is on call is told.")
 *     .traffic(Traffic.steady(20, ofSeconds(14)))
 *     .inject(new PlannedFault("slow", "gateway->inference", new Fault.Latency(ofMillis(400)), ofSeconds(3), ofSeconds(9)))
 *     .traces()
 *     .observe(ofSeconds(18))
 *     .promise(Promises.firesWithin(AlertSelector.of("HighRequestLatency"), "slow", ofSeconds(5)))
 *     .build()
 * }</pre>
 *
 * @param id stable identifier in kebab case
 * @param name what a person calls it
 * @param story one sentence: what is broken and what monitoring should do about it
 * @param setting what must stand before it begins
 * @param histories what is written into Prometheus before it begins, as if it had been
 * @param traffic the load; empty for none
 * @param faults what is broken, in order of their begin
 * @param silences what is silenced
 * @param recording what is read beyond alerts, silences, notifications and targets
 * @param observed how long it is watched
 * @param alwaysOn names of the alerts that fire all the time, such as a dead man's switch
 * @param promises what must hold
 * @param watched the alerts whose way from fault to delivery is measured
 */
public record Drill(
        String id,
        String name,
        String story,
        Setting setting,
        List<History> histories,
        Optional<Traffic> traffic,
        List<PlannedFault> faults,
        List<PlannedSilence> silences,
        RecordingPlan recording,
        Duration observed,
        Set<String> alwaysOn,
        List<Promise> promises,
        List<Watched> watched) {
    /** Copies the collections, and requires that everything happens while somebody watches. */
    public Drill {
        histories = List.copyOf(histories);
        faults = List.copyOf(faults);
        silences = List.copyOf(silences);
        alwaysOn = Set.copyOf(alwaysOn);
        promises = List.copyOf(promises);
        watched = List.copyOf(watched);
        requireUnique(faults.stream().map(PlannedFault::name));
        requireUnique(silences.stream().map(PlannedSilence::name));
        Duration last = Stream.concat(
                        faults.stream().map(PlannedFault::to), traffic.stream().map(Traffic::lasts))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        if (observed.isZero() || observed.compareTo(last) < 0) {
            throw new IllegalArgumentException(
                    "drill " + name + " must be observed until its traffic and faults end at " + last
                            + ", but is only until " + observed);
        }
    }

    /**
     * Begins to plan a drill.
     *
     * @param name what a person calls it; its id is the same in kebab case
     * @param story one sentence
     * @return a builder
     */
    public static DrillBuilder named(String name, String story) {
        return new DrillBuilder(name, story);
    }

    private static void requireUnique(Stream<String> names) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("names in a drill must be unique, but '" + name + "' is used twice");
        });
    }
}
