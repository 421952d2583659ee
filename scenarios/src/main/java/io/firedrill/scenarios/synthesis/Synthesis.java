package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.synthesis.Structure.Slot;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.promql.UnsupportedPromqlException;
import io.firedrill.stacks.workspace.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes up series for an alert. Confined. */
final class Synthesis {
    private static final Set<String> CALENDAR =
            Set.of("hour", "minute", "day_of_week", "day_of_month", "day_of_year", "month", "year", "days_in_month");
    private static final Set<String> CLOCK = Set.of("time", "timestamp");
    private static final Pattern TEMPLATE = Pattern.compile("\\$labels\\.([a-zA-Z_]\\w*)|\\.Labels\\.([a-zA-Z_]\\w*)");

    /** A Monday. */
    private static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");

    private static final double NEAR = 0.1;
    private static final int HALVINGS = 60;

    /** How many structures are begun anew from several places, and from how many. */
    private static final int THOROUGH = 6;

    private static final int STARTS = 4;

    private final Leaves leaves;
    private final Pace pace;
    private final Structures structures;
    private final Search search;
    private final long budget;
    private Map<Slot, Double> best = Map.of();
    private double most = -1;

    Synthesis(AlertRule rule, Map<String, String> pinned, long budget) {
        this.budget = budget;
        this.leaves = new Leaves(rule.condition(), rule.recordings());
        this.pace = Pace.of(leaves, rule.written());
        Set<Double> constants = constants(rule.condition(), leaves);
        this.structures = new Structures(leaves, templates(rule), pinned, constants);
        Numbers numbers = new Numbers(constants, leaves.windows(), leaves.calls(CLOCK));
        this.search = new Search(rule.condition(), rule.recordings(), numbers, structures.bounds(), pace.millis());
    }

    /** The {@code skip}th that was found, or the reason why there is none. */
    Found find(int skip) {
        if (pace.isTooMuch()) {
            return new Found(
                    Optional.empty(),
                    "it looks back " + Durations.compact(pace.reach()) + " in steps of "
                            + Durations.compact(pace.interval()) + ", which takes the engine too long");
        }
        search.within(budget);
        try {
            int found = 0;
            for (Iterator<Attempt> all = attempts(); all.hasNext(); ) {
                Attempt each = all.next();
                Optional<Stage> loud = loud(each.start(), each.structure(), each.starts());
                if (loud.isPresent() && found++ == skip) {
                    return new Found(Optional.of(scenario(each.start(), loud.get())), "");
                }
                if (search.isOver()) {
                    return new Found(Optional.empty(), "no series were found after " + budget + " attempts");
                }
            }
            return new Found(Optional.empty(), "no series were found under which it fires");
        } catch (UnsupportedPromqlException e) {
            return new Found(Optional.empty(), "it uses " + e.getMessage());
        }
    }

    record Found(Optional<Scenario> scenario, String reason) {}

    private record Attempt(long start, Structure structure, int starts) {}

    /** The plain structures at all times of the calendar that matter, then the others at the first. */
    private Iterator<Attempt> attempts() {
        List<Long> starts = starts();
        Stream<Attempt> plain = starts.stream()
                .flatMap(start -> structures()
                        .limit(starts.size() > 1 ? 1 : THOROUGH)
                        .map(each -> new Attempt(start, each, STARTS)));
        Stream<Attempt> others = structures().map(each -> new Attempt(starts.get(0), each, 1));
        return Stream.concat(plain, others).iterator();
    }

    private Stream<Structure> structures() {
        return StreamSupport.stream(structures.spliterator(), false);
    }

    /** What came nearest so far is where the next structure begins. */
    private Optional<Stage> loud(long start, Structure structure, int starts) {
        Phase firing = phase(start, pace.quiet(), pace.quiet() + pace.firing(), 0);
        Search.Attempt attempt = search.look(structure, firing, 1, best, starts);
        if (attempt.margin() > most) {
            most = attempt.margin();
            best = attempt.chosen();
        }
        return attempt.succeeded() ? Optional.of(new Stage(structure, attempt.chosen(), firing)) : Optional.empty();
    }

    private Scenario scenario(long start, Stage loud) {
        long fire = pace.quiet() + pace.firing();
        search.within(budget);
        Optional<Stage> healed = quiet(loud, phase(start, fire, fire + pace.healing(), 0));
        Phase before = phase(start, 0, pace.quiet(), Pace.WATCH.toMillis() / pace.millis() * pace.millis());
        Optional<Stage> near = healed.filter(each -> each.structure().equals(loud.structure()))
                .flatMap(each -> near(loud, before, each.chosen()));
        search.within(budget);
        Optional<Stage> below = near.or(() -> quiet(loud, before));
        Optional<Stage> calm = near.flatMap(any -> healed)
                .map(each -> new Stage(loud.structure(), each.chosen(), before))
                .filter(each -> search.margin(each.structure(), each.chosen(), before, -1) > 0)
                .or(() -> below);
        return new Scenario(pace, start, below, near.isPresent(), calm, loud, healed);
    }

    private Phase phase(long start, long from, long to, long watch) {
        long end = start + (to - 1) * pace.millis();
        long due = Math.max(start + from * pace.millis(), end - pace.hold().toMillis() - 2 * pace.millis() - watch);
        long turn = due - pace.ticks(leaves.shortest()) * pace.millis();
        return new Phase(start + from * pace.millis(), due, end, turn, 1e6);
    }

    /** With the same series where that is possible. */
    private Optional<Stage> quiet(Stage loud, Phase phase) {
        Iterator<Structure> order =
                Stream.concat(Stream.of(loud.structure()), structures()).iterator();
        while (order.hasNext()) {
            Structure each = order.next();
            Search.Attempt attempt = search.look(each, phase, -1, loud.chosen(), 2);
            if (attempt.succeeded()) {
                return Optional.of(new Stage(each, attempt.chosen(), phase));
            }
            if (search.isOver()) {
                break;
            }
        }
        return Optional.empty();
    }

    /** On the way from quiet to loud, the last place that is still quiet. */
    private Optional<Stage> near(Stage loud, Phase phase, Map<Slot, Double> quiet) {
        double still = 0;
        double fires = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (still + fires) / 2;
            if (search.margin(loud.structure(), between(quiet, loud.chosen(), middle), phase, -1) > 0) {
                still = middle;
            } else {
                fires = middle;
            }
        }
        for (int power = -15; power < 0; power++) {
            Map<Slot, Double> chosen = between(quiet, loud.chosen(), Math.max(0, still - Math.pow(10, power)));
            double margin = search.margin(loud.structure(), chosen, phase, -1);
            if (margin > 1e-4 && margin < NEAR) {
                return Optional.of(new Stage(loud.structure(), chosen, phase));
            }
        }
        return Optional.empty();
    }

    private static Map<Slot, Double> between(Map<Slot, Double> from, Map<Slot, Double> to, double share) {
        Map<Slot, Double> between = new HashMap<>();
        to.forEach((slot, value) -> {
            double begin = from.getOrDefault(slot, value);
            between.put(slot, share == 0 ? begin : begin + (value - begin) * share);
        });
        return between;
    }

    private List<Long> starts() {
        List<Long> starts = new ArrayList<>();
        boolean calendar = leaves.calls(CALENDAR);
        long hours = calendar ? 24 * 8 : 1;
        for (long hour = 0; hour < hours; hour += 3) {
            starts.add(aligned(BEGIN.plus(Duration.ofHours(hour))));
        }
        if (calendar) {
            for (long day = 8; day < 365; day += 9) {
                starts.add(aligned(BEGIN.plus(Duration.ofDays(day))));
            }
        }
        return starts;
    }

    private long aligned(Instant at) {
        return at.toEpochMilli() / pace.millis() * pace.millis();
    }

    private static Set<String> templates(AlertRule rule) {
        Set<String> names = new LinkedHashSet<>();
        List<String> texts = new ArrayList<>(rule.written().annotations().values());
        texts.addAll(rule.written().labels().values());
        texts.forEach(text -> TEMPLATE.matcher(text)
                .results()
                .forEach(found -> names.add(found.group(1) == null ? found.group(2) : found.group(1))));
        return names;
    }

    /** Its numbers, and what comes of those that are reckoned up. */
    private static Set<Double> constants(Expr expr, Leaves leaves) {
        Set<Double> numbers = new LinkedHashSet<>(leaves.numbers());
        expr.all().forEach(each -> Constants.of(each).ifPresent(numbers::add));
        return numbers;
    }
}
