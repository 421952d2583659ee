package io.firedrill.evidence.metric;

import io.firedrill.evidence.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one query of a dashboard's panel drew during a drill.
 *
 * @param dashboard the title of the dashboard
 * @param panel the title of the panel
 * @param ref what the panel calls the query
 * @param error what Prometheus said to it; empty if it was evaluated
 * @param missing those of its selectors that no series matched, as PromQL; none where it drew something
 * @param step how far apart its points are where it draws without a break
 * @param drawn its query and courses; without courses where it drew nothing
 */
public record PanelReading(
        String dashboard,
        String panel,
        String ref,
        Optional<String> error,
        List<String> missing,
        Duration step,
        Level drawn) {
    /** Copies the list. */
    public PanelReading {
        missing = List.copyOf(missing);
    }

    /**
     * Whether there was anything to see.
     *
     * @return true if it has a point
     */
    public boolean drew() {
        return drawn.courses().stream().anyMatch(course -> !course.points().isEmpty());
    }
}
