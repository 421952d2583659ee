package io.firedrill.stacks.observe;

import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an expression is evaluated from while a scrape is under way: each of its windows ends one scrape before, and begins when
 * it always does. No window that lies elsewhere in time shows that, because the oldest scrape is still in it.
 */
final class LateScrape {
    /** As Prometheus prints it; a window that is moved already is left alone, and so is a subquery. */
    private static final Pattern WINDOW = Pattern.compile("\\[((?:\\d+(?:ms|[ywdhms]))+)](?!\\s*(?:offset|@))");

    private LateScrape() {}

    /** The expression without the last scrape; the same if it has no window that is longer than that. */
    static String missing(String expression, Duration scrapes) {
        return WINDOW.matcher(expression).replaceAll(found -> shortened(found, scrapes));
    }

    private static String shortened(MatchResult found, Duration scrapes) {
        Duration left = Durations.parse(found.group(1)).minus(scrapes);
        return left.isNegative() || left.isZero()
                ? found.group()
                : "[" + Durations.format(left) + "] offset " + Durations.format(scrapes);
    }
}
