package io.firedrill.scenarios.chain;

import io.firedrill.evidence.rule.ChainTrial;
import io.firedrill.evidence.rule.ChainTrial.Delivery;
import io.firedrill.evidence.rule.ChainTrial.Recipient;
import io.firedrill.stacks.LiveChain;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.observe.PrometheusClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Alerts that fire side by side: their conditions are met all at once, and end all at once. Those that others inhibit fire once more,
 * by themselves. Confined.
 */
final class Show {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration FIRST_SCRAPE = Duration.ofSeconds(30);

    /** At each so many looks at Prometheus one at Alertmanager. */
    private static final int LOOKS = 8;

    /** Which of them may fire again, by how long that takes. */
    private static final long MOST_AGAIN = 160;

    /** How long an end is waited for. */
    private static final Duration LONGEST_END = Duration.ofSeconds(60);

    private final LiveChain chain;
    private final Playbill playbill;
    private final Duration tick;
    private final Duration patience;
    private final Sightings sightings;
    private final Set<String> again = new LinkedHashSet<>();
    private Instant zero = Instant.EPOCH;
    private Deliveries deliveries;

    Show(LiveChain chain, Playbill playbill, Duration tick, Duration patience) {
        this.chain = chain;
        this.playbill = playbill;
        this.tick = tick;
        this.patience = patience;
        this.sightings = new Sightings(chain);
        this.deliveries = new Deliveries(List.of(), sightings::tellsEnd);
    }

    /** By the id of a member, what became of it. */
    Map<String, ChainTrial> hold(List<Member> members) throws InterruptedException {
        long begin = scrape(lead(members));
        new History(chain.prometheus(), tick).write(members, begin);
        zero = Instant.ofEpochMilli(begin);
        if (!now().isBefore(zero)) {
            return none(members, "its history took longer to write than there was room for");
        }
        playbill.begin(performances(members), begin);
        fire(
                members,
                each -> zero.plus(tick.multipliedBy(each.performance().untilFired())),
                each -> isTold(each) || !sightings.inhibitedBy(each).isEmpty());
        boolean silent = members.stream().allMatch(each -> sightings.fired(each).isEmpty());
        Optional<String> unscraped = silent ? unscraped() : Optional.empty();
        if (unscraped.isPresent()) {
            return none(members, "its series could not be scraped: " + unscraped.get());
        }
        fireAgain(members.stream().filter(this::isWithheld).toList());
        playbill.end();
        return members.stream().collect(Collectors.toMap(Member::id, this::trial));
    }

    private Optional<String> unscraped() {
        return chain.prometheus().targets().stream()
                .map(PrometheusClient.Target::lastError)
                .filter(error -> !error.isEmpty())
                .findFirst();
    }

    private boolean isWithheld(Member member) {
        return !sightings.inhibitedBy(member).isEmpty()
                && !isTold(member)
                && member.performance().canEnd()
                && member.performance().firingTicks() <= MOST_AGAIN
                && sightings.isOver(member);
    }

    private void fireAgain(List<Member> withheld) throws InterruptedException {
        if (!withheld.isEmpty()) {
            withheld.forEach(each -> again.add(each.id()));
            Instant begun = now();
            playbill.again(performances(withheld), begun.toEpochMilli());
            fire(
                    withheld,
                    each -> begun.plus(tick.multipliedBy(each.performance().firingTicks())),
                    this::isTold);
        }
    }

    private static Map<String, ChainTrial> none(List<Member> members, String why) {
        return members.stream().collect(Collectors.toMap(Member::id, each -> ChainTrial.none(why)));
    }

    /** Until all are told of, and until all have ended; each as long as it may take. */
    private void fire(List<Member> members, Function<Member, Instant> due, Predicate<Member> enough)
            throws InterruptedException {
        await(members, due, enough);
        sightings.lookWithheld();
        Instant healed = now();
        playbill.heal(performances(members), healed.toEpochMilli());
        sightings.watchForEnds(members);
        List<Member> ending = members.stream()
                .filter(each -> each.performance().canEnd()
                        && !sightings.fired(each).isEmpty()
                        && untilOver(each).compareTo(LONGEST_END) <= 0)
                .toList();
        await(ending, each -> healed.plus(untilOver(each)), this::isOver);
    }

    private Duration untilOver(Member member) {
        return tick.multipliedBy(member.performance().untilOver());
    }

    private void await(List<Member> members, Function<Member, Instant> due, Predicate<Member> done)
            throws InterruptedException {
        List<Member> open = members;
        for (int look = 1; !open.isEmpty(); look++) {
            Thread.sleep(POLL.toMillis());
            sightings.look(zero.minus(patience));
            if (look % LOOKS == 0) {
                sightings.lookWithheld();
            }
            deliveries = new Deliveries(sightings.notifications(), sightings::tellsEnd);
            Instant now = now();
            open = open.stream()
                    .filter(each ->
                            !done.test(each) && now.isBefore(due.apply(each).plus(patience)))
                    .toList();
        }
    }

    private boolean isTold(Member member) {
        Set<Recipient> told =
                deliveries(member).stream().map(Delivery::recipient).collect(Collectors.toSet());
        return !told.isEmpty() && told.containsAll(member.cast().awaited());
    }

    private boolean isOver(Member member) {
        return sightings.isOver(member)
                && deliveries(member).stream()
                        .allMatch(each -> !each.tellsEnd() || each.end().isPresent());
    }

    private List<Delivery> deliveries(Member member) {
        return deliveries.of(sightings.fired(member).keySet());
    }

    private ChainTrial trial(Member member) {
        Map<Map<String, String>, Instant> fired = sightings.fired(member);
        long fault = member.performance().fault();
        Instant due = zero.plus(tick.multipliedBy(Math.max(0, fault)));
        boolean early = fault > 0 && fired.values().stream().anyMatch(at -> at.isBefore(due));
        List<String> by = sightings.inhibitedBy(member);
        return new ChainTrial(
                member.compression().factor(),
                member.performance().isSeeded(),
                early,
                !fired.isEmpty(),
                sightings.isKnown(member) || !deliveries(member).isEmpty(),
                member.cast().awaited(),
                deliveries(member),
                member.cast().awaited().stream()
                        .flatMap(each -> sightings.failure(each).stream())
                        .toList(),
                by,
                again.contains(member.id()),
                sightings.mutedBy(member),
                Optional.empty(),
                sightings.isOver(member),
                "");
    }

    /** Room for what has to be written first: twice what was measured on two cores. */
    private static Duration lead(Collection<Member> members) {
        long samples = 0;
        long records = 0;
        for (Member each : members) {
            records += each.records().size();
            samples += each.performance().lead()
                    * (each.cast().script().series().size() + each.records().size());
        }
        return Duration.ofMillis(1500 + samples / 30 + records * 30);
    }

    private long scrape(Duration later) throws InterruptedException {
        Instant deadline = now().plus(FIRST_SCRAPE);
        long at = playbill.scrape(now().toEpochMilli(), later.toMillis());
        while (at == 0) {
            if (now().isAfter(deadline)) {
                throw new StackException("The live chain's Prometheus did not scrape within " + FIRST_SCRAPE.toSeconds()
                        + " s: " + unscraped().orElse("it names no reason") + ". Leave it out with --no-chain.");
            }
            Thread.sleep(POLL.toMillis());
            at = playbill.scrape(now().toEpochMilli(), later.toMillis());
        }
        return at;
    }

    private static List<Performance> performances(List<Member> members) {
        List<Performance> all = new ArrayList<>();
        members.forEach(each -> all.add(each.performance()));
        return all;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
