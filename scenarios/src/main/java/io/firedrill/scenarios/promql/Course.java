package io.firedrill.scenarios.promql;

/** How a series goes. Stateless. */
@FunctionalInterface
public interface Course {
    /** What {@link #at} gives where there is no sample. */
    double ABSENT = Double.NaN;

    /**
     * The sample of an instant.
     *
     * @param at milliseconds since the epoch
     * @return its value, {@link #ABSENT} if there is none
     */
    double at(long at);
}
