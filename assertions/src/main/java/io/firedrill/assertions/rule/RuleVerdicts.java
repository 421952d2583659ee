package io.firedrill.assertions.rule;

import io.firedrill.assertions.LeftBehind;
import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.FiredAlert;
import io.firedrill.evidence.rule.LiveSeries;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleRoute;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** R01 to R11, each for one alerting rule. */
public final class RuleVerdicts {
    private static final String QUIET = "to stay quiet while its condition is not met";
    private static final String ENDS = "to end when its condition does";
    /** What a template says that takes the first of nothing. */
    static final String NO_SERIES = "vector with no elements";

    private static final String ROUTED = "to be routed to somebody";
    private static final String EXPANDED = "to have its labels and texts expanded";

    private RuleVerdicts() {}

    /**
     * Judges a rule.
     *
     * @param drill what was found out about it
     * @param index its place in the evidence
     * @return one judgement for each check that concerns it
     */
    public static List<Judgement> judge(RuleDrill drill, int index) {
        List<Judgement> judgements = new ArrayList<>();
        add(judgements, Check.R01, drill, index, RuleVerdicts::fires);
        if (drill.live().isPresent()) {
            add(judgements, Check.R11, drill, index, RuleVerdicts::isThere);
        }
        if (drill.trial().isEmpty() || drill.invalid().isPresent()) {
            return judgements;
        }
        if (!drill.alwaysOn()) {
            add(judgements, Check.R02, drill, index, RuleVerdicts::quiet);
            add(judgements, Check.R03, drill, index, RuleVerdicts::ends);
        }
        if (!drill.holdFor().isZero()) {
            add(judgements, Check.R04, drill, index, RuleVerdicts::waits);
        }
        add(judgements, Check.R05, drill, index, RuleVerdicts::expanded);
        if (drill.route().isPresent()) {
            add(judgements, Check.R06, drill, index, RuleVerdicts::routed);
        }
        judgements.addAll(ChainVerdicts.judge(drill, index));
        return judgements;
    }

    /**
     * Judges an alert that a team's own test expects, as it was played in a live chain.
     *
     * @param alert its name
     * @param test which test
     * @param trial what became of it
     * @param index its place in the evidence
     * @return whether it was delivered, and reads well if so
     */
    public static List<Judgement> replayed(String alert, String test, ChainTrial trial, int index) {
        return ChainVerdicts.replayed(alert, test, trial, index);
    }

    private static void add(
            List<Judgement> judgements,
            Check check,
            RuleDrill drill,
            int index,
            BiFunction<RuleDrill, List<String>, Verdict> verdict) {
        List<String> pointers = List.of("/rules/" + index + (drill.trial().isPresent() ? "/trial" : ""));
        String id = check + "-" + drill.name() + "-" + drill.line();
        judgements.add(new Judgement(id, check, "alert " + drill.name(), verdict.apply(drill, pointers)));
    }

    /** What the engine fired is believed before any proof that it cannot. */
    private static Verdict fires(RuleDrill drill, List<String> pointers) {
        String expected = drill.holdFor().isZero()
                ? "to fire when its condition is met"
                : "to fire when its condition has been met for " + text(drill.holdFor());
        if (drill.trial().filter(RuleVerdicts::fired).isPresent()) {
            String labels = labels(drill.trial().get().alerts().get(0));
            return new Verdict.Kept(expected, "it did, with " + labels, notes(drill), pointers);
        }
        Optional<String> never = drill.invalid()
                .map(why -> "Prometheus does not take it: " + why)
                .or(() -> drill.contradiction().map(why -> "it can never fire: " + why));
        return never.isPresent()
                ? new Verdict.Broken(expected, never.get(), "", pointers)
                : new Verdict.Inconclusive(
                        expected,
                        notFired(drill),
                        "fire it by series of your own, in a unit test of promtool",
                        pointers);
    }

    private static String notes(RuleDrill drill) {
        String twins =
                drill.twins().isEmpty() ? "" : "it always fires together with " + String.join(", ", drill.twins());
        return Stream.of(drill.forgets().orElse(""), twins)
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String notFired(RuleDrill drill) {
        return drill.trial()
                .map(RuleTrial::trouble)
                .map(trouble -> trouble.isEmpty()
                        ? "under the series that were made up for it, it did not"
                        : "promtool could not say: " + trouble)
                .orElse(drill.reason());
    }

    private static Verdict quiet(RuleDrill drill, List<String> pointers) {
        RuleTrial trial = drill.trial().orElseThrow();
        boolean wasQuiet =
                trial.quiet().filter(each -> !each.fired() && each.series() > 0).isPresent();
        if (drill.tautology().isPresent() && !wasQuiet) {
            return new Verdict.Broken(
                    QUIET,
                    "it fires wherever its series are: " + drill.tautology().get(),
                    "",
                    pointers);
        }
        if (trial.quiet().isEmpty()) {
            return new Verdict.Inconclusive(QUIET, "no series were found under which it does not fire", "", pointers);
        }
        RuleTrial.Quiet quiet = trial.quiet().get();
        if (quiet.series() == 0) {
            return new Verdict.Inconclusive(
                    QUIET, "it was only found to be where it has no series at all", "", pointers);
        }
        String where = quiet.near() ? "just below its threshold" : "while all was well";
        if (quiet.fired()) {
            return new Verdict.Inconclusive(
                    QUIET, "it fired under the series that were made up to be " + where, "", pointers);
        }
        return fired(trial)
                ? new Verdict.Kept(QUIET, "it was, for " + text(quiet.watched()) + " " + where, "", pointers)
                : new Verdict.Inconclusive(QUIET, "it never fired, so that it was quiet says nothing", "", pointers);
    }

    private static Verdict ends(RuleDrill drill, List<String> pointers) {
        RuleTrial trial = drill.trial().orElseThrow();
        if (!fired(trial)) {
            return new Verdict.Inconclusive(ENDS, "it never fired", "", pointers);
        }
        if (trial.ended().isEmpty()) {
            return new Verdict.Inconclusive(ENDS, "no series were found that end it", "", pointers);
        }
        return trial.ended().get()
                ? new Verdict.Kept(ENDS, "it did", "", pointers)
                : new Verdict.Inconclusive(
                        ENDS, "it still fired under the series that were made up to end it", "", pointers);
    }

    private static Verdict waits(RuleDrill drill, List<String> pointers) {
        RuleTrial trial = drill.trial().orElseThrow();
        String expected = "to be pending for " + text(drill.holdFor()) + " before it fires";
        String actual = "it was for " + text(trial.interval().multipliedBy(trial.pending()));
        if (!fired(trial)) {
            return new Verdict.Inconclusive(expected, "it never fired", "", pointers);
        }
        if (trial.quiet().filter(RuleTrial.Quiet::fired).isPresent()) {
            return new Verdict.Inconclusive(expected, "it fired before, so that it may have gone on", "", pointers);
        }
        if (trial.pending() < trial.due()) {
            return new Verdict.Broken(expected, actual, "", pointers);
        }
        return trial.pending() == trial.due()
                ? new Verdict.Kept(expected, actual, "", pointers)
                : new Verdict.Inconclusive(expected, actual + ", since its condition came and went", "", pointers);
    }

    private static Verdict expanded(RuleDrill drill, List<String> pointers) {
        RuleTrial trial = drill.trial().orElseThrow();
        if (!fired(trial)) {
            return new Verdict.Inconclusive(EXPANDED, "it never fired", "", pointers);
        }
        return trial.alerts().stream()
                .flatMap(RuleVerdicts::texts)
                .filter(text -> !LeftBehind.in(text).isEmpty())
                .findFirst()
                .map(text -> unexpanded(text, pointers))
                .orElseGet(() -> new Verdict.Kept(EXPANDED, "they were", "", pointers));
    }

    private static Verdict unexpanded(String text, List<String> pointers) {
        return text.contains(NO_SERIES)
                ? new Verdict.Inconclusive(EXPANDED, "a template asks for series that were not made up", "", pointers)
                : new Verdict.Broken(
                        EXPANDED,
                        "one says \"" + text + "\"",
                        "correct the template in its annotation or label",
                        pointers);
    }

    private static Verdict routed(RuleDrill drill, List<String> pointers) {
        RuleRoute route = drill.route().orElseThrow();
        List<String> told = route.receivers().stream()
                .filter(each ->
                        !route.integrations().getOrDefault(each, List.of()).isEmpty())
                .map(each ->
                        each + " (" + String.join(", ", route.integrations().getOrDefault(each, List.of())) + ")")
                .toList();
        if (told.isEmpty()) {
            return new Verdict.Broken(
                    ROUTED,
                    "it goes to " + String.join(", ", route.receivers()) + ", which tells nobody",
                    "give it a route, or the receiver an integration",
                    pointers);
        }
        boolean fallback = route.receivers().equals(List.of(route.fallback()));
        return new Verdict.Kept(
                ROUTED,
                "it goes to " + String.join(", ", told),
                fallback ? "no route takes it, so that it goes to the default receiver " + route.fallback() : "",
                pointers);
    }

    private static Verdict isThere(RuleDrill drill, List<String> pointers) {
        LiveSeries live = drill.live().orElseThrow();
        String expected = "to read what " + live.prometheus() + " has";
        String within = " in the last " + text(live.within());
        if (!live.unknown().isEmpty()) {
            return new Verdict.Broken(
                    expected,
                    "it had no series of " + String.join(", ", live.unknown()) + within,
                    "correct the name, or scrape what exports it",
                    pointers);
        }
        if (!live.empty().isEmpty()) {
            return new Verdict.Inconclusive(
                    expected, "it had none of " + String.join(", ", live.empty()) + within, "", pointers);
        }
        return live.found().isEmpty()
                ? new Verdict.Inconclusive(expected, "it reads nothing that has to be there", "", pointers)
                : new Verdict.Kept(expected, "it had series of all it reads" + within, "", pointers);
    }

    private static boolean fired(RuleTrial trial) {
        return !trial.alerts().isEmpty();
    }

    private static Stream<String> texts(FiredAlert alert) {
        return Stream.concat(alert.labels().values().stream(), alert.annotations().values().stream());
    }

    private static String labels(FiredAlert alert) {
        return alert.labels().entrySet().stream()
                .filter(each -> !each.getKey().equals("alertname"))
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + "=\"" + each.getValue() + "\"")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds % 3600 == 0 && seconds > 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
