package io.firedrill.assertions;

import io.firedrill.evidence.alert.GrafanaRule;
import io.firedrill.evidence.verdict.Judgement;
import java.time.Duration;
import java.util.List;

/** The promises about what drills leave untried: how close to a threshold, and what stands silenced. Thread-safe. */
public final class CoveragePromises {
    private CoveragePromises() {}

    /**
     * A19: just below its threshold the alert does not fire; being pending for a moment wakes nobody. Inconclusive unless the level was held below the threshold and near it (from {@value
     * LevelCourse#NEAR} of it on) long enough for the rule to fire, or if the rule asks for something else.
     *
     * @param alert which alerts; the level's series with the same labels are looked at
     * @param fault the name of the fault that holds the level there
     * @param level the name of the recorded level: what the rule compares, without the comparison
     * @param threshold the threshold that the team means, in the level's unit; above it the alert is to fire
     * @return the promise
     */
    public static Promise quietBelow(AlertSelector alert, String fault, String level, double threshold) {
        return new QuietBelow(alert, fault, level, threshold);
    }

    /**
     * A18: every loaded alerting rule is exercised. Judged over all drills of a plan: broken if a rule did not fire and no
     * promise of any drill is about it, or all drills were held and it did not fire; kept only if each rule fired, was routed
     * and told to be over. What another promise explains is inconclusive here. Its evidence is {@code drill#/pointer}.
     *
     * @param suite every drill of the plan, also those that are not held this time
     * @return the judgement, of all drills together
     */
    public static Judgement everyRuleIsExercised(Suite suite) {
        return new RulesExercised(suite).judge();
    }

    /**
     * D04: the alert rules that Grafana manages can fire as they are written, and are drilled like the rest. Broken if one is
     * paused, or its condition leads nowhere; inconclusive if only Grafana can ask it. That each fires, is routed and told to be over
     * is A18's.
     *
     * @param rules what files provision; at least one
     * @return the judgement, of the files
     */
    public static Judgement grafanaRulesAreDrilled(List<GrafanaRule> rules) {
        return new GrafanaRulesTold(rules).judge();
    }

    /**
     * S06: no silence is left over, endless, or without author and comment. Looks at all that Alertmanager has, also those of
     * others, which are left over if they still stand when the drill ends.
     *
     * @param longest how long a silence may last
     * @return the promise
     */
    public static Promise silencesAreInOrder(Duration longest) {
        return new SilencesInOrder(longest);
    }
}
