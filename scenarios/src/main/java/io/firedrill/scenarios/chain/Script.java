package io.firedrill.scenarios.chain;

import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the series of an alert go in virtual time, one part after the other. Implementations are immutable. */
public interface Script {
    /** What the alert must do. */
    enum Part {
        /** Its condition is not met. */
        QUIET,
        /** It is. */
        FIRING,
        /** It no longer is. */
        HEALED
    }

    /**
     * When a part is.
     *
     * @param begin the first instant, in milliseconds since the epoch
     * @param end the last instant
     */
    record Span(long begin, long end) {}

    /**
     * Which parts there are.
     *
     * @return in their order
     */
    List<Part> parts();

    /**
     * When a part is.
     *
     * @param part one of those that there are
     * @return its span
     */
    Span span(Part part);

    /**
     * The first instant.
     *
     * @return in milliseconds since the epoch
     */
    long begin();

    /**
     * From one sample to the next.
     *
     * @return in milliseconds
     */
    long interval();

    /**
     * How far back the condition looks.
     *
     * @return in samples
     */
    long reach();

    /**
     * How long an alert waits before it fires.
     *
     * @return in samples
     */
    long hold();

    /**
     * Of how many samples one would do, where time is dear.
     *
     * @return at least 1
     */
    long stride();

    /**
     * All series of all parts.
     *
     * @return their labels, the name among them
     */
    Set<Labels> series();

    /**
     * How they go in a part, and beyond its end.
     *
     * @param part one of those that there are
     * @param bases where what only rises begins; 0 if nothing is said
     * @return by series; one that is not in this part is absent
     */
    Map<Labels, Course> courses(Part part, Map<Labels, Double> bases);

    /**
     * Where what only rises goes on.
     *
     * @param part that ends
     * @param courses those of that part
     * @param bases where they began
     * @param at the first instant behind it
     * @return where the next part begins, by series
     */
    Map<Labels, Double> bases(Part part, Map<Labels, Course> courses, Map<Labels, Double> bases, long at);
}
