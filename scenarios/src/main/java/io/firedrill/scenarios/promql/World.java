package io.firedrill.scenarios.promql;

import io.firedrill.stacks.promql.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Series that were made up, and when they are scraped. Immutable.
 *
 * @param series how each goes
 * @param interval milliseconds from one sample to the next; samples are at its multiples
 * @param selected remembers which are selected; worlds with the same labels may share it
 */
public record World(List<Series> series, long interval, Map<List<Matcher>, List<Integer>> selected) {
    /**
     * One series.
     *
     * @param labels its labels, its name among them
     * @param course how it goes
     */
    public record Series(Labels labels, Course course) {}

    /** Copies the list, and keeps the map. */
    public World {
        series = List.copyOf(series);
    }

    /** Which are selected. */
    List<Series> select(List<Matcher> matchers) {
        List<Series> all = new ArrayList<>();
        for (int each : selected.computeIfAbsent(matchers, this::indexes)) {
            all.add(series.get(each));
        }
        return all;
    }

    private List<Integer> indexes(List<Matcher> matchers) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (matches(matchers, series.get(i).labels())) {
                all.add(i);
            }
        }
        return all;
    }

    static boolean matches(List<Matcher> matchers, Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels.get(matcher.label()))) {
                return false;
            }
        }
        return true;
    }

    /** The newest sample; none where the last scrape found none. */
    double newest(Course course, long at) {
        return course.at(Math.floorDiv(at, interval) * interval);
    }
}
