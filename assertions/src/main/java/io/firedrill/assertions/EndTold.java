package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** N06. That the end is told in time, or at all, by some integration of each receiver is A09's to say. */
record EndTold(AlertSelector alert) implements Promise {
    @Override
    public String id() {
        return "N06-" + alert.slug();
    }

    @Override
    public Check check() {
        return Check.N06;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be resolved by every integration that told people of it");
        return Gates.witness(evidence, Witness.ALERTMANAGER)
                .map(expected::unclear)
                .orElseGet(() -> Worst.ofFired(expected, evidence, alert, story -> one(expected, story)));
    }

    private static Verdict one(Expectation expected, AlertStory story) {
        List<Episode> firings = story.firings();
        if (firings.isEmpty()) {
            return Worst.neverFired(expected, story.pointer());
        }
        Episode last = firings.get(firings.size() - 1);
        if (last.to().isNegative()) {
            return expected.unclear("fired only before the drill", "", List.of(story.pointer()));
        }
        List<Way> ways = story.alarms().stream()
                .filter(Delivery::accepted)
                .map(Delivery::way)
                .distinct()
                .sorted()
                .toList();
        if (ways.isEmpty()) {
            return expected.unclear("nobody was told that it fired (see A05 and N01)", "", story.pointers());
        }
        if (story.evidence().drill().observed().minus(last.to()).compareTo(Routes.margin(story.evidence())) < 0) {
            return expected.unclear("was still firing at " + at(last.to()), "watch longer", story.pointers());
        }
        return ended(expected, story, ways, last);
    }

    private static Verdict ended(Expectation expected, AlertStory story, List<Way> ways, Episode last) {
        Map<Way, Delivery> told = new TreeMap<>();
        ways.forEach(way -> story.resolved(way, last.to()).ifPresent(end -> told.put(way, end)));
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.addAll(Delivery.pointers(told.values()));
        String end = "stopped firing at " + at(last.to());
        List<Way> deaf = ways.stream().filter(way -> !told.containsKey(way)).toList();
        if (deaf.isEmpty()) {
            return expected.kept(end + ", resolved " + Delivery.told(told.values()), pointers);
        }
        List<Way> guilty =
                deaf.stream().filter(way -> isGuilty(story, way, told)).toList();
        if (!guilty.isEmpty()) {
            return expected.broken(
                    end + ", but its resolution was not delivered to " + Way.list(guilty),
                    hint(story, guilty),
                    pointers);
        }
        boolean outage = deaf.stream().anyMatch(way -> isOut(story, way, last));
        return expected.unclear(
                end + ", and its resolution had not been delivered to " + Way.list(deaf)
                        + (outage ? " (see N05)" : " (see A09)"),
                "",
                pointers);
    }

    /** Set to be silent, or silent although its receiver was told by another way a while ago. */
    private static boolean isGuilty(AlertStory story, Way way, Map<Way, Delivery> told) {
        Evidence evidence = story.evidence();
        if (way.tellsResolved(evidence).equals(Optional.of(false))) {
            return true;
        }
        return Outage.of(
                                evidence,
                                way,
                                new Episode(
                                        story.firings().get(0).from(),
                                        evidence.drill().observed()))
                        .isEmpty()
                && told.entrySet().stream()
                        .filter(each -> each.getKey().receiver().equals(way.receiver()))
                        .map(each -> evidence.drill()
                                .observed()
                                .minus(each.getValue().at()))
                        .anyMatch(since -> since.compareTo(Routes.margin(evidence)) >= 0);
    }

    private static boolean isOut(AlertStory story, Way way, Episode last) {
        Evidence evidence = story.evidence();
        return !Outage.of(
                        evidence, way, new Episode(last.from(), evidence.drill().observed()))
                .isEmpty();
    }

    private static String hint(AlertStory story, List<Way> guilty) {
        List<String> silent = guilty.stream()
                .filter(way -> way.tellsResolved(story.evidence()).equals(Optional.of(false)))
                .map(way -> way.key() + " of " + way.receiver())
                .toList();
        List<String> refused = story.deliveries().stream()
                .filter(each -> !each.firing() && !each.accepted() && guilty.contains(each.way()))
                .map(each -> "%s answered %d at %s"
                        .formatted(each.way(), each.notification().answered(), at(each.at())))
                .limit(1)
                .toList();
        return Words.sentences(List.of(
                silent.isEmpty() ? "" : "send_resolved is false in " + Words.list(silent), Words.sentences(refused)));
    }
}
