package io.firedrill.scenarios.chain;

import io.firedrill.scenarios.chain.Script.Part;
import io.firedrill.scenarios.promql.Course;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.observe.PrometheusClient.Sample;
import io.firedrill.stacks.observe.PrometheusClient.Series;
import io.firedrill.stacks.promql.Matcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A script as it is played: what came before is written as history, the rest is told to whoever scrapes. Its time is counted in ticks
 * since the zero of the present wave. Confined; {@link Playbill} guards it.
 */
final class Performance {
    /** A stale marker of Prometheus, {@code model/value/value.go}. */
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static final int QUIET_TICKS = 8;

    /** What takes longer until it fires has begun in its history. */
    private static final int MOST_TICKS = 48;

    /** What takes more ticks than this is told in wider steps, if that is enough. */
    private static final long WIDE = 40;

    private final Script script;
    private final long step;
    private final Compression compression;
    private final Map<Labels, String> names = new LinkedHashMap<>();
    private final long lead;
    private Part part;
    private Map<Labels, Course> courses;
    private Map<Labels, Double> bases = Map.of();
    /** The instant of the script at the tick {@link #from}. */
    private long origin;

    private long from;
    private boolean playing;

    Performance(Script script, Compression compression) {
        this.script = script;
        this.step = step(script);
        this.compression = compression;
        this.part = script.parts().get(0);
        this.courses = script.courses(part, bases);
        this.origin = script.begin();
        script.series().forEach(labels -> names.put(labels, told(labels)));
        long begins = ticks(script.span(Part.FIRING).begin());
        long ends = ticks(script.span(Part.FIRING).end());
        this.lead = isSeeded() ? ends - MOST_TICKS : Math.max(0, begins - QUIET_TICKS);
    }

    /** From one tick to the next, in milliseconds of the script. */
    static long step(Script script) {
        long wanted = (script.reach() + script.hold()) / WIDE + 1;
        return script.interval() * Math.min(wanted, script.stride());
    }

    /** How many ticks it takes to be over, once its condition is. */
    long untilOver() {
        return script.reach() * script.interval() / step + 6;
    }

    /** Whether its condition begins to be met in what is written as history. */
    boolean isSeeded() {
        return firingTicks() > MOST_TICKS;
    }

    /** How many ticks of it are history. */
    long lead() {
        return lead;
    }

    /** How many ticks it takes to fire, from zero on. */
    long untilFired() {
        return ticks(script.span(Part.FIRING).end()) - lead + 1;
    }

    long firingTicks() {
        Script.Span firing = script.span(Part.FIRING);
        return (firing.end() - firing.begin()) / step + 1;
    }

    /** At which tick its condition begins to be met; negative if in its history. */
    long fault() {
        return ticks(script.span(Part.FIRING).begin()) - lead;
    }

    boolean canEnd() {
        return script.parts().contains(Part.HEALED);
    }

    /** Plays all that comes before the zero of the first wave. */
    List<Series> history(long zero) {
        Map<Labels, List<Sample>> samples = new LinkedHashMap<>();
        List<Sample> clock = new ArrayList<>();
        for (long tick = -lead; tick < 0; tick++) {
            long at = script.begin() + (tick + lead) * step;
            turn(at);
            Instant wall = Instant.ofEpochMilli(zero + tick * compression.tick().toMillis());
            names.keySet().forEach(labels -> add(samples, labels, wall, value(labels, at)));
            clock.add(new Sample(wall, at / 1000.0));
        }
        origin = script.begin() + lead * step;
        List<Series> all = new ArrayList<>();
        samples.forEach((labels, each) -> all.add(new Series(renamed(labels), each)));
        all.add(new Series(Map.of(Matcher.NAME, compression.clock()), clock));
        return all.stream().filter(each -> !each.samples().isEmpty()).toList();
    }

    private static void add(Map<Labels, List<Sample>> samples, Labels labels, Instant at, double value) {
        List<Sample> all = samples.computeIfAbsent(labels, any -> new ArrayList<>());
        boolean there = !all.isEmpty() && !Double.isNaN(all.get(all.size() - 1).value());
        if (!Double.isNaN(value) || there) {
            all.add(new Sample(at, Double.isNaN(value) ? STALE : value));
        }
    }

    private Map<String, String> renamed(Labels labels) {
        Map<String, String> all = new HashMap<>(labels.map());
        all.put(Matcher.NAME, compression.prefix() + labels.get(Matcher.NAME));
        return all;
    }

    void begin() {
        playing = true;
        from = 0;
    }

    /** Its condition is met again, after it was not. */
    void again(long tick) {
        change(Part.FIRING, tick);
    }

    /** Its condition is met no longer. */
    void heal(long tick) {
        if (canEnd() && part != Part.HEALED) {
            change(Part.HEALED, tick);
        }
    }

    private void change(Part next, long tick) {
        long at = instant(tick);
        bases = script.bases(part, courses, bases, at);
        part = next;
        courses = script.courses(next, bases);
        origin = script.span(next).begin();
        from = tick;
    }

    void end() {
        playing = false;
    }

    /** In Prometheus' text format. */
    void tell(long tick, StringBuilder out) {
        if (!playing) {
            return;
        }
        long at = instant(tick);
        turn(at);
        names.forEach((labels, name) -> {
            double value = value(labels, at);
            if (!Double.isNaN(value)) {
                out.append(name).append(value).append('\n');
            }
        });
        out.append(compression.clock()).append(' ').append(at / 1000.0).append('\n');
        out.append(compression.gate()).append(" 1\n");
    }

    /** Before its first part there is nothing. */
    private double value(Labels labels, long at) {
        Course course = courses.get(labels);
        boolean before = at < script.span(script.parts().get(0)).begin();
        return course == null || before ? Course.ABSENT : course.at(at);
    }

    private long instant(long tick) {
        return origin + (tick - from) * step;
    }

    /** From quiet to firing, when the script says so. */
    private void turn(long at) {
        if (part == Part.QUIET && at >= script.span(Part.FIRING).begin()) {
            bases = script.bases(part, courses, bases, script.span(Part.FIRING).begin());
            part = Part.FIRING;
            courses = script.courses(part, bases);
        }
    }

    private long ticks(long at) {
        return (at - script.begin()) / step;
    }

    private String told(Labels labels) {
        StringBuilder text = new StringBuilder(compression.prefix() + labels.get(Matcher.NAME) + "{");
        labels.map().forEach((name, value) -> {
            if (!name.equals(Matcher.NAME)) {
                text.append(LiveChain.LABEL)
                        .append(name)
                        .append("=\"")
                        .append(value.replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n"))
                        .append("\",");
            }
        });
        return text.append("} ").toString();
    }
}
