package io.firedrill.assertions;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What lies between stretches of time. */
final class Stretches {
    private Stretches() {}

    /** The longest part of a window that none of the stretches touches. */
    static Episode longestWithout(List<Episode> stretches, Episode window) {
        Duration covered = window.from();
        Episode longest = new Episode(covered, covered);
        List<Episode> sorted = stretches.stream()
                .filter(window::overlaps)
                .sorted(Comparator.comparing(Episode::from))
                .toList();
        for (Episode stretch : sorted) {
            longest = longer(longest, new Episode(covered, stretch.from()));
            covered = Episode.later(covered, stretch.to());
        }
        return longer(longest, new Episode(covered, window.to()));
    }

    private static Episode longer(Episode a, Episode b) {
        return b.length().compareTo(a.length()) > 0 ? b : a;
    }
}
