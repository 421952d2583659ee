package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Certainty;
import io.firedrill.scenarios.synthesis.Synthesis.Found;
import io.firedrill.stacks.RuleTools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Alerts in virtual time: with their real {@code for} and windows, by the engine of promtool. Confined.
 */
final class LogicTier {
    /** How many other series are made up for an alert that did not do as was expected. */
    private static final int ROUNDS = 3;

    private final RuleTools tools;
    private final Map<String, String> pinned;
    private final long budget;
    private final Consumer<String> progress;

    LogicTier(RuleTools tools, Map<String, String> pinned, long budget, Consumer<String> progress) {
        this.tools = tools;
        this.pinned = Map.copyOf(pinned);
        this.budget = budget;
        this.progress = progress;
    }

    /**
     * What became of an alert.
     *
     * @param rule which
     * @param scenario what was made up for it
     * @param told what promtool saw
     * @param reason why there is no scenario; empty if there is one
     */
    record Outcome(AlertRule rule, Optional<Scenario> scenario, Optional<Told> told, String reason) {
        boolean fires() {
            return told.filter(each -> !each.alerts().isEmpty()).isPresent();
        }

        boolean waits() {
            return scenario.isPresent()
                    && told.filter(each -> each.pending()
                                    >= scenario.get()
                                            .pace()
                                            .ticks(scenario.get().pace().hold()))
                            .isPresent();
        }

        boolean staysQuiet() {
            return scenario.flatMap(Scenario::below).isPresent()
                    && told.filter(each -> !each.firedEarly()).isPresent();
        }

        boolean resolves() {
            return fires()
                    && scenario.flatMap(Scenario::healed).isPresent()
                    && told.filter(each -> !each.firesLate()).isPresent();
        }

        int score() {
            return (fires() ? 4 : 0) + (staysQuiet() ? 1 : 0) + (resolves() ? 2 : 0);
        }

        boolean isClean() {
            return fires() && staysQuiet() && resolves() && waits();
        }
    }

    /** In the order of the rules. */
    List<Outcome> hold(List<AlertRule> rules) {
        List<Outcome> outcomes = new ArrayList<>();
        rules.forEach(rule -> outcomes.add(new Outcome(rule, Optional.empty(), Optional.empty(), "")));
        List<Integer> open = IntStream.range(0, rules.size()).boxed().toList();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            progress.accept("making up series for " + open.size() + " alerts, round " + (round + 1));
            int skip = round;
            open = round(rules, open, skip, outcomes);
        }
        return outcomes;
    }

    private List<Integer> round(List<AlertRule> rules, List<Integer> open, int skip, List<Outcome> outcomes) {
        Map<Integer, Found> found = new LinkedHashMap<>();
        open.parallelStream()
                .map(each ->
                        Map.entry(each, new Synthesis(rules.get(each), pinned, budget(rules.get(each))).find(skip)))
                .toList()
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        Map<String, List<String>> told = test(rules, found, skip);
        List<Integer> again = new ArrayList<>();
        found.forEach((which, each) -> {
            Optional<Told> seen = each.scenario()
                    .flatMap(any -> Optional.ofNullable(told.get(name(which, skip))))
                    .map(Told::of);
            Outcome outcome = new Outcome(rules.get(which), each.scenario(), seen, each.reason());
            if (skip == 0 || outcome.score() > outcomes.get(which).score()) {
                outcomes.set(which, outcome);
            }
            if (each.scenario().isPresent() && !outcome.isClean()) {
                again.add(which);
            }
        });
        return again;
    }

    /** What cannot fire is looked for all the same, but not for long: a proof is held against the engine. */
    private long budget(AlertRule rule) {
        boolean never = Certainty.never(rule.condition(), rule.recordings()).isPresent();
        return never ? budget / 20 : budget;
    }

    private Map<String, List<String>> test(List<AlertRule> rules, Map<Integer, Found> found, int round) {
        Path folder = tools.folder().resolve("logic");
        List<String> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<Integer, Found> each : found.entrySet()) {
                if (each.getValue().scenario().isPresent()) {
                    UnitTest test = new UnitTest(
                            rules.get(each.getKey()), each.getValue().scenario().get());
                    String name = name(each.getKey(), round);
                    Files.writeString(folder.resolve(name + ".rules"), test.rules());
                    Files.writeString(folder.resolve(name), test.test(name + ".rules"));
                    files.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
        return new Promtool(tools).test(folder, files);
    }

    private static String name(int which, int round) {
        return "alert-" + which + "-" + round + ".yml";
    }
}
