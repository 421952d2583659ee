package io.firedrill.reports;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.DrillResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How ready monitoring is: the outcome of a run, as written to {@code readiness.json}. Its schema is
 * {@code readiness-1.schema.json} beside this class. Within a schema version fields are added, never removed. Immutable.
 *
 * @param schemaVersion the version of the schema
 * @param title what was drilled
 * @param startedAt when the run began
 * @param took how long it lasted
 * @param verdict the worst verdict of the drills; {@code inconclusive} when there are none
 * @param stack what was drilled
 * @param score the verdicts added up
 * @param coverage which alerting rules the drills exercised
 * @param drills every drill with its promises, in the order of the run
 * @param suite what was judged over all drills together
 * @param notes what a reader must know
 * @param instrumentation the Instrumentation Score of each service, beside and not within ours
 * @param panels what the panels of dashboards showed, query by query
 */
public record Readiness(
        int schemaVersion,
        String title,
        Instant startedAt,
        Duration took,
        String verdict,
        StackInfo stack,
        Score score,
        Coverage coverage,
        List<Drill> drills,
        List<Promise> suite,
        List<String> notes,
        List<Instrumented> instrumentation,
        List<CoveredPanel> panels) {
    /** The version of the schema that is written. */
    public static final int SCHEMA_VERSION = 1;

    /** Copies the lists. */
    public Readiness {
        drills = List.copyOf(drills);
        suite = List.copyOf(suite);
        notes = List.copyOf(notes);
        instrumentation = List.copyOf(instrumentation);
        panels = List.copyOf(panels);
    }

    /**
     * Adds up a run.
     *
     * @param results the judged drills, in the order of the run
     * @param run the run they belong to
     * @return its outcome
     */
    public static Readiness of(List<DrillResult> results, RunInfo run) {
        return Tally.of(results, run);
    }

    /**
     * What to read at the end of a run.
     *
     * @param folder where its report is
     * @return a few lines
     */
    public List<String> lines(Path folder) {
        return List.of(
                coverage.line(),
                "readiness " + score.value() + " of 100, " + verdict,
                "report: " + folder.resolve("index.html"));
    }

    /** The drills, and what was judged over all of them as if it were one more. */
    List<Drill> sections() {
        return suite.isEmpty()
                ? drills
                : Stream.concat(drills.stream(), Stream.of(whole())).toList();
    }

    private Drill whole() {
        String verdict = Stream.of("broken", "inconclusive")
                .filter(word ->
                        suite.stream().anyMatch(promise -> promise.verdict().equals(word)))
                .findFirst()
                .orElse("kept");
        return new Drill(
                "whole-run", "the whole run", "What only all drills together show.", verdict, true, suite, List.of());
    }

    /**
     * The verdicts added up, each promise by the weight of its check.
     *
     * @param value what was proven, 0 to 100: inconclusive promises count as not kept
     * @param low the score if every inconclusive promise were broken
     * @param high the score if every inconclusive promise were kept
     * @param caps the limits that broken promises put on the score, strictest first
     * @param lost what each promise that was not kept takes from 100, before any cap
     */
    public record Score(int value, int low, int high, List<Cap> caps, List<Loss> lost) {
        /** Copies the lists. */
        public Score {
            caps = List.copyOf(caps);
            lost = List.copyOf(lost);
        }
    }

    /**
     * A limit on the score, because some failures outweigh any number of kept promises.
     *
     * @param limit the score is at most this
     * @param reason what happened
     * @param promises who caused it, as {@code drill/promise}
     */
    public record Cap(int limit, String reason, List<String> promises) {
        /** Copies the list. */
        public Cap {
            promises = List.copyOf(promises);
        }
    }

    /**
     * Points that a promise costs, because it was not kept.
     *
     * @param drill the drill's id
     * @param promise the promise's id; empty when the drill made no promise or did not run
     * @param verdict {@code broken} or {@code inconclusive}
     * @param weight the weight of its check: 40 critical, 30 important, 20 normal
     * @param points what it takes from 100, in points with one decimal
     */
    public record Loss(String drill, String promise, String verdict, int weight, double points) {}

    /**
     * What the drills exercised.
     *
     * @param alertRules the counts
     * @param rules the alerting rules one by one, sorted by file, group and name
     * @param neverExercised the names of those that fired in no drill, each once
     */
    public record Coverage(AlertRules alertRules, List<CoveredRule> rules, List<String> neverExercised) {
        /** Copies the lists. */
        public Coverage {
            rules = List.copyOf(rules);
            neverExercised = List.copyOf(neverExercised);
        }

        /**
         * The counts in a line, and the rules that no drill exercised.
         *
         * @return e.g. {@code alerting rules: 4 loaded, 3 fired, 3 routed, 3 resolved; never exercised: DiskFull}
         */
        public String line() {
            String never = String.join(", ", neverExercised);
            return "alerting rules: %d loaded, %d fired, %d routed, %d resolved"
                            .formatted(
                                    alertRules.loaded(), alertRules.fired(), alertRules.routed(), alertRules.resolved())
                    + (never.isEmpty() ? "" : "; never exercised: " + never);
        }
    }

    /**
     * How far the alerting rules got, over all drills.
     *
     * @param loaded how many Prometheus had loaded
     * @param fired how many of them fired
     * @param routed how many of those reached a receiver
     * @param resolved how many of those were also told to be over
     */
    public record AlertRules(int loaded, int fired, int routed, int resolved) {}

    /**
     * How far one alerting rule got, over all drills.
     *
     * @param name the alert name
     * @param group its rule group
     * @param file its rule file
     * @param fired whether it fired in any drill
     * @param routed whether Alertmanager gave it a receiver, or an inbox got it
     * @param resolved whether an inbox was told that it is over
     * @param receivers the receivers it had, sorted
     * @param drills the ids of the drills in which it fired
     */
    public record CoveredRule(
            String name,
            String group,
            String file,
            boolean fired,
            boolean routed,
            boolean resolved,
            List<String> receivers,
            List<String> drills) {
        /** Copies the lists. */
        public CoveredRule {
            receivers = List.copyOf(receivers);
            drills = List.copyOf(drills);
        }
    }

    /**
     * One drill.
     *
     * @param id stable identifier
     * @param name what a person calls it
     * @param story what is broken and what monitoring should do about it; why it did not run, if it did not
     * @param verdict the worst of its promises; {@code inconclusive} when it has none
     * @param ran false when it was asked for and did not run
     * @param promises in the order of the drill
     * @param detections where the detection time went
     */
    public record Drill(
            String id,
            String name,
            String story,
            String verdict,
            boolean ran,
            List<Promise> promises,
            List<DetectionTime> detections) {
        /** Copies the lists. */
        public Drill {
            promises = List.copyOf(promises);
            detections = List.copyOf(detections);
        }
    }

    /**
     * A promise and what became of it.
     *
     * @param id unique within the drill and stable between runs
     * @param check the id of its check
     * @param subject whom it is about
     * @param verdict {@code kept}, {@code broken} or {@code inconclusive}
     * @param expected what was promised
     * @param actual what was seen
     * @param hint what to do or where to look, or empty
     * @param evidence where it can be seen, as {@code evidence/drill.json#/pointer}
     */
    public record Promise(
            String id,
            String check,
            String subject,
            String verdict,
            String expected,
            String actual,
            String hint,
            List<String> evidence) {
        /** Copies the list. */
        public Promise {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * How long an alert took, beside what the configuration allows.
     *
     * @param alert the alert name
     * @param labels its labels
     * @param measured from fault to delivery; empty if nothing was delivered
     * @param floor the least that the configuration allows
     * @param worst the most that the configuration explains
     * @param unexplained the part of the measured time beyond that; empty if nothing was delivered
     * @param hops the same, hop by hop, in order
     */
    public record DetectionTime(
            String alert,
            Map<String, String> labels,
            Optional<Duration> measured,
            Duration floor,
            Duration worst,
            Optional<Duration> unexplained,
            List<HopTime> hops) {
        /** Copies the collections. */
        public DetectionTime {
            labels = Map.copyOf(labels);
            hops = List.copyOf(hops);
        }
    }

    /**
     * One hop of an alert's way.
     *
     * @param hop from which event to which, e.g. {@code firing to Alertmanager}
     * @param measured how long it took; empty if one of the events was not seen
     * @param least the least that the configuration makes it take
     * @param most the most that the configuration explains
     * @param unexplained the part of the measured time beyond that; empty if it was not measured
     */
    public record HopTime(
            String hop, Optional<Duration> measured, Duration least, Duration most, Optional<Duration> unexplained) {}
}
