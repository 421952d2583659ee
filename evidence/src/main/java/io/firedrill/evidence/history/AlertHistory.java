package io.firedrill.evidence.history;

import io.firedrill.evidence.Source;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Which alerts fired, as Prometheus remembers it. Immutable.
 *
 * @param read what was read
 * @param firings in order of time
 * @param blind when nothing at all was stored, with the step on either side that it was looked for with, so that an alert that is not there proves nothing
 * @param rules the names of the alerting rules that are loaded today
 * @param sources how it was read
 */
public record AlertHistory(
        Stretch read, List<Firing> firings, List<Stretch> blind, Set<String> rules, List<Source> sources) {
    /** Copies the collections. */
    public AlertHistory {
        firings = List.copyOf(firings);
        blind = List.copyOf(blind);
        rules = Set.copyOf(rules);
        sources = List.copyOf(sources);
    }

    /**
     * Whether something that is there from a moment on was seen to begin. What fired at the begin of what was read, or
     * right after a blind stretch, may have fired before.
     *
     * @param moment its first moment
     * @return true if it was not there before
     */
    public boolean sawBegin(Instant moment) {
        return moment.isAfter(read.from()) && blind.stream().noneMatch(each -> each.holds(moment));
    }
}
