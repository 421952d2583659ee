package io.firedrill.assertions;

import static io.firedrill.assertions.Fixture.SOURCE;
import static io.firedrill.assertions.Fixture.s;

import io.firedrill.evidence.Level;
import io.firedrill.evidence.Level.Course;
import io.firedrill.evidence.Level.Point;
import java.util.List;
import java.util.Map;

/** What a tracing pipeline counts while a hundred requests of five spans each are sent. */
final class Pipelines {
    private Pipelines() {}

    /** Nothing is lost; scrapes make 50 spans more, and all counters began before the drill. */
    static Fixture whole() {
        return flowing(Spans.traced(Fixture.healthy()));
    }

    static Fixture flowing(Fixture fixture) {
        counted(fixture, 100, 500, 500);
        for (String name : List.of(
                SpanCounts.MADE,
                SpanCounts.EXPORTED,
                SpanCounts.ACCEPTED,
                SpanCounts.SENT,
                SpanCounts.RECEIVED,
                SpanCounts.SAVED)) {
            level(fixture, name, course(Map.of(), 3000, 3550));
        }
        level(fixture, SpanCounts.QUEUED, course(Map.of("service", "gateway"), 0, 2));
        level(fixture, SpanCounts.REFUSED, course(Map.of(), 0, 0));
        return fixture;
    }

    static Fixture counted(Fixture fixture, int entered, int started, int sampled) {
        fixture.counters.clear();
        return fixture.counter(SpanCounts.ENTERED, 600, 600 + entered, 1, 1)
                .counter(SpanCounts.STARTED, 3000, 3000 + started, 1, 1)
                .counter(SpanCounts.SAMPLED, 3000, 3000 + sampled, 1, 1);
    }

    /** Replaces a level of that name. */
    static Fixture level(Fixture fixture, String name, Course... courses) {
        fixture.levels.removeIf(level -> level.name().equals(name));
        fixture.levels.add(new Level(name, name, List.of(courses), SOURCE));
        return fixture;
    }

    /** From the begin of the drill to its end. */
    static Course course(Map<String, String> labels, double first, double last) {
        return new Course(
                labels, List.of(new Point(s(0), first), new Point(s(30), (first + last) / 2), new Point(s(60), last)));
    }

    /** A series that appears in the middle of the drill. */
    static Course late(Map<String, String> labels, double value) {
        return new Course(labels, List.of(new Point(s(30), value), new Point(s(60), value)));
    }

    /** The traces of the first requests are not there. */
    static Fixture losing(int traces) {
        Fixture fixture = whole();
        fixture.traces.subList(0, traces).clear();
        return fixture;
    }
}
