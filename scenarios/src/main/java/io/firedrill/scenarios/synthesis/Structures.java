package io.firedrill.scenarios.synthesis;

import io.firedrill.scenarios.promql.Histograms;
import io.firedrill.scenarios.promql.Labels;
import io.firedrill.scenarios.synthesis.Seat.Presence;
import io.firedrill.stacks.promql.Matcher;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The sets of series that are worth trying, the plain ones first. Confined. */
final class Structures implements Iterable<Structure> {
    private static final List<String> COPIED = List.of("instance", "pod", "drill");
    private static final int MOST_COPIES = 300;

    private final List<Leaf> leaves;
    private final List<Naming> namings = new ArrayList<>();
    private final Set<Double> numbers;
    private final Map<String, String> pinned;

    Structures(Leaves leaves, Set<String> wanted, Map<String, String> pinned, Set<Double> numbers) {
        this.leaves = leaves.all();
        for (Naming.Style style : Naming.Style.values()) {
            namings.add(new Naming(leaves, wanted, pinned, style));
        }
        this.numbers = numbers;
        this.pinned = pinned;
    }

    /** Those that need the fewest assumptions first. Each is made when it is asked for. */
    @Override
    public Iterator<Structure> iterator() {
        return Stream.of(plain(), incomplete(), changing(), copied(), copiedIncomplete())
                .flatMap(each -> each)
                .distinct()
                .iterator();
    }

    private Stream<Structure> plain() {
        return namings.stream().flatMap(naming -> Stream.of(true, false).map(rest -> whole(naming, rest)));
    }

    private Stream<Structure> incomplete() {
        return namings.stream()
                .flatMap(naming -> Stream.of(true, false).flatMap(rest -> fewer(whole(naming, rest)).stream()));
    }

    private Stream<Structure> changing() {
        return namings.stream()
                .limit(2)
                .map(naming -> whole(naming, true))
                .flatMap(whole -> Stream.of(Presence.LATE, Presence.GONE, Presence.BURST, Presence.REST)
                        .flatMap(presence -> metrics(whole).stream().map(metric -> changed(whole, metric, presence))));
    }

    private Stream<Structure> copied() {
        return namings.stream().limit(2).flatMap(naming -> copied(naming, whole(naming, true)));
    }

    private Stream<Structure> copiedIncomplete() {
        return namings.stream()
                .limit(2)
                .flatMap(naming -> fewer(whole(naming, true)).stream().limit(8).flatMap(each -> copied(naming, each)));
    }

    private Structure whole(Naming naming, boolean remainders) {
        return new Structure(seats(naming, remainders));
    }

    private List<Structure> fewer(Structure whole) {
        List<Structure> all = new ArrayList<>();
        Set<String> metrics = metrics(whole);
        for (String metric : metrics) {
            all.add(without(whole, seat -> name(seat).equals(metric)));
        }
        for (int owner : owners(whole)) {
            all.add(without(whole, seat -> seat.owner() == owner));
        }
        for (String metric : metrics) {
            all.add(without(whole, seat -> !name(seat).equals(metric)));
        }
        all.add(new Structure(List.of()));
        return all;
    }

    /** Several of each, which go their own ways or all the same. */
    private Stream<Structure> copied(Naming naming, Structure whole) {
        Set<String> labels = new LinkedHashSet<>(COPIED);
        labels.addAll(naming.labels());
        labels.removeAll(pinned.keySet());
        return Stream.concat(
                        labels.stream().map(label -> copies(whole, label, 2, true)),
                        counts().stream()
                                .flatMap(many -> labels.stream().map(label -> copies(whole, label, many, false))))
                .flatMap(Optional::stream);
    }

    private Set<Integer> counts() {
        Set<Integer> counts = new TreeSet<>(List.of(2, 4, 12));
        for (double number : numbers) {
            if (number >= 1 && number < MOST_COPIES && number == Math.rint(number)) {
                int whole = (int) number;
                counts.addAll(List.of(whole, whole + 1, Math.min(MOST_COPIES, whole * 2)));
            }
        }
        counts.remove(1);
        return counts;
    }

    private Optional<Structure> copies(Structure whole, String label, int many, boolean apart) {
        List<Seat> seats = new ArrayList<>(whole.seats());
        int owners = owners(whole).stream().mapToInt(each -> each + 1).max().orElse(0);
        for (Seat seat : whole.seats()) {
            Leaf leaf = leaves.get(Math.min(leaves.size() - 1, seat.owner() / 2));
            for (int i = 2; i <= many; i++) {
                String value = value(seat.labels().get(label), i);
                if (leaf.allows(label, value)) {
                    int owner = apart ? seat.owner() + (i - 1) * 2 * Math.max(owners, leaves.size()) : seat.owner();
                    seats.add(new Seat(
                            seat.labels().with(label, value), seat.uses(), owner, seat.bound(), seat.presence()));
                }
            }
        }
        return seats.size() == whole.seats().size() ? Optional.empty() : Optional.of(new Structure(distinct(seats)));
    }

    private static String value(String of, int which) {
        return of.isEmpty() ? RegexSample.WORD + which : of + which;
    }

    /** Even owners are what a selector wants, odd ones what only a looser one takes. */
    private List<Seat> seats(Naming naming, boolean remainders) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            int owner = 2 * i;
            naming.of(leaf).ifPresent(labels -> add(seats, leaf, labels, owner));
            if (remainders) {
                naming.of(leaf, stricter(leaf)).ifPresent(labels -> add(seats, leaf, labels, owner + 1));
            }
        }
        return distinct(seats);
    }

    private List<Leaf> stricter(Leaf leaf) {
        return leaves.stream()
                .filter(other -> !other.equals(leaf)
                        && other.of(Matcher.NAME).equals(leaf.of(Matcher.NAME))
                        && !leaf.matchers().containsAll(other.matchers()))
                .toList();
    }

    private void add(List<Seat> seats, Leaf leaf, Labels labels, int owner) {
        if (leaf.uses().contains(Use.BUCKETS) && leaf.of(Histograms.BOUND).isEmpty()) {
            for (double bound : bounds()) {
                seats.add(new Seat(
                        labels.with(Histograms.BOUND, Double.isInfinite(bound) ? "+Inf" : Numbers.written(bound)),
                        leaf.uses(),
                        owner,
                        OptionalDouble.of(bound),
                        Presence.ALWAYS));
            }
        } else {
            seats.add(new Seat(labels, leaf.uses(), owner, OptionalDouble.empty(), Presence.ALWAYS));
        }
    }

    Set<Double> bounds() {
        Set<Double> bounds = new TreeSet<>(Set.of(Double.POSITIVE_INFINITY));
        for (double number : numbers) {
            if (number > 0 && number < 1e9) {
                bounds.addAll(List.of(number / 2, number, number * 2, number * 4));
            }
        }
        bounds.addAll(List.of(0.1, 1.0));
        return bounds;
    }

    /** Where two selectors want the same series, it is one that is looked at in both ways. */
    private static List<Seat> distinct(List<Seat> seats) {
        Map<Labels, Seat> all = new LinkedHashMap<>();
        for (Seat seat : seats) {
            all.merge(seat.labels(), seat, (one, other) -> {
                Set<Use> uses = EnumSet.copyOf(one.uses());
                uses.addAll(other.uses());
                return new Seat(one.labels(), uses, one.owner(), one.bound(), one.presence());
            });
        }
        return List.copyOf(all.values());
    }

    private static Structure without(Structure whole, Predicate<Seat> gone) {
        return new Structure(whole.seats().stream().filter(gone.negate()).toList());
    }

    private static Structure changed(Structure whole, String metric, Presence presence) {
        return new Structure(whole.seats().stream()
                .map(seat -> name(seat).equals(metric)
                        ? new Seat(seat.labels(), seat.uses(), seat.owner(), seat.bound(), presence)
                        : seat)
                .toList());
    }

    private static Set<String> metrics(Structure of) {
        Set<String> names = new LinkedHashSet<>();
        of.seats().forEach(seat -> names.add(name(seat)));
        return names;
    }

    private static Set<Integer> owners(Structure of) {
        Set<Integer> owners = new LinkedHashSet<>();
        of.seats().forEach(seat -> owners.add(seat.owner()));
        return owners;
    }

    private static String name(Seat seat) {
        return seat.labels().get(Matcher.NAME);
    }
}
