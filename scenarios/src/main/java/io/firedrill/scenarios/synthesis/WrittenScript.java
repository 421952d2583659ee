package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.chain.Script;
import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Series as a team wrote them into a test: from the first sample until the alert must fire. They go on as they are written, and are
 * gone behind that. Immutable.
 *
 * @param begin the first instant, in milliseconds since the epoch
 * @param interval from one sample to the next
 * @param due when the alert must fire
 * @param reach how far back its condition looks, in samples
 * @param values by series
 */
record WrittenScript(long begin, long interval, long due, long reach, Map<Labels, List<Double>> values)
        implements Script {
    @Override
    public List<Part> parts() {
        return List.of(Part.FIRING);
    }

    @Override
    public Span span(Part part) {
        return new Span(begin, due);
    }

    @Override
    public long hold() {
        return 0;
    }

    /** Each was written. */
    @Override
    public long stride() {
        return 1;
    }

    @Override
    public Set<Labels> series() {
        return values.keySet();
    }

    @Override
    public Map<Labels, Course> courses(Part part, Map<Labels, Double> bases) {
        Map<Labels, Course> courses = new LinkedHashMap<>();
        values.forEach((labels, written) -> courses.put(labels, at -> {
            long index = (at - begin) / interval;
            return index < 0 || index >= written.size() ? Course.ABSENT : written.get(Math.toIntExact(index));
        }));
        return courses;
    }

    @Override
    public Map<Labels, Double> bases(Part part, Map<Labels, Course> courses, Map<Labels, Double> bases, long at) {
        return bases;
    }
}
