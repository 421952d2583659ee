package io.firedrill.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How a value moved during the drill, e.g. the one that a rule compares with its threshold: a range query in steps of the
 * rule evaluation interval.
 *
 * @param name what the drill calls it; promises refer to it
 * @param query the PromQL expression, formatted by Prometheus itself if it could be asked
 * @param courses one for each series that had values, sorted by labels
 * @param source the URL of the range query
 */
public record Level(String name, String query, List<Course> courses, Source source) {
    /**
     * How many attempts of Alertmanager to send a notification have failed, by {@code integration}, with a point for each
     * change: recorded in every drill. Source: {@code GET /metrics} of Alertmanager 0.34.
     */
    public static final String FAILED_SENDS = "alertmanager_notification_requests_failed_total";

    /** Copies the list. */
    public Level {
        courses = List.copyOf(courses);
    }

    /**
     * One series.
     *
     * @param labels its labels
     * @param points in order of time; those that are not a number are left out
     */
    public record Course(Map<String, String> labels, List<Point> points) {
        /** Copies the collections. */
        public Course {
            labels = Map.copyOf(labels);
            points = List.copyOf(points);
        }
    }

    /**
     * One value.
     *
     * @param at the offset from clock zero at which the expression was evaluated
     * @param value in the expression's own unit; may be infinite
     */
    public record Point(Duration at, double value) {}
}
