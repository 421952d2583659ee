package io.firedrill.assertions;

/** The promises about what drills leave untried: how close to a threshold, and what stands silenced. Thread-safe. */
public final class CoveragePromises {
    private CoveragePromises() {}

    /**
     * A19: just below its threshold the alert stays quiet. Pending counts too: a rule that waits out its {@code for} would
     * have fired later. Inconclusive unless the level was held below the threshold and near it (from {@value
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
}
