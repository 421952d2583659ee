package io.firedrill.scenarios.session;

import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.stacks.Nearest;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Which verdicts make a run fail: the setting {@code firedrill.fail-on}. */
public enum FailOn {
    /** Only what was seen not to hold. */
    BROKEN,
    /** Also what could not be seen. The default: what was not proven does not pass. */
    INCONCLUSIVE,
    /** Nothing; the report alone tells. */
    NEVER;

    static final String SETTING = "firedrill.fail-on";

    /**
     * Reads the setting.
     *
     * @param settings what the person asked for
     * @return what was asked for, or {@link #INCONCLUSIVE}
     * @throws StackException if there is no such value; the message names the nearest one
     */
    public static FailOn of(Settings settings) {
        return settings.find(SETTING).map(FailOn::parse).orElse(INCONCLUSIVE);
    }

    /**
     * Whether a verdict makes the run fail.
     *
     * @param verdict of a promise
     * @return true if it does
     */
    public boolean fails(Verdict verdict) {
        return switch (this) {
            case BROKEN -> verdict instanceof Verdict.Broken;
            case INCONCLUSIVE -> !(verdict instanceof Verdict.Kept);
            case NEVER -> false;
        };
    }

    private static FailOn parse(String written) {
        List<String> known = Stream.of(values())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(written)) {
            throw new StackException(SETTING + ": there is no value '" + written + "'" + Nearest.hint(written, known)
                    + " (there are: " + String.join(", ", known) + ")");
        }
        return valueOf(written.toUpperCase(Locale.ROOT));
    }
}
