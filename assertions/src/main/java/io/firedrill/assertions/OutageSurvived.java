package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.alert.Route;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** N05. What an outage turned away is either delivered later, or its loss is alerted: see {@link LossAlerted}. */
record OutageSurvived(AlertSelector alert, String fault, AlertSelector loss) implements Promise {
    /** How long Alertmanager tries at least before a flush is over, {@code notify.MinTimeout} of 0.34. */
    static final Duration LONGEST_FLUSH = Duration.ofSeconds(10);

    @Override
    public String id() {
        return "N05-" + alert.slug() + "-" + Words.id(fault);
    }

    @Override
    public Check check() {
        return Check.N05;
    }

    @Override
    public String subject() {
        return "alert " + alert;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("to be delivered in spite of %s, or else %s to say that it was lost"
                .formatted(Faults.applied(evidence, fault), loss));
        Optional<Obstacle> deaf = Gates.alertPath(evidence, alert);
        if (deaf.isPresent()) {
            return expected.unclear(deaf.get());
        }
        Optional<FaultRecord> applied = Faults.named(evidence, fault);
        if (applied.isEmpty()) {
            return expected.unclear("the drill injected no fault \"" + fault + "\"", "", List.of());
        }
        return Outage.of(applied.get())
                .map(outage -> judged(expected, evidence, outage))
                .orElseGet(() -> expected.unclear(
                        "fault \"%s\" is on %s, which is no receiver"
                                .formatted(fault, applied.get().target()),
                        "",
                        List.of(Faults.pointer(evidence, applied.get()))));
    }

    private Verdict judged(Expectation expected, Evidence evidence, Outage outage) {
        return Worst.of(
                expected,
                AlertStory.heard(evidence, alert),
                () -> Worst.neverFired(expected, "/alerts"),
                story -> one(expected, story, outage));
    }

    private Verdict one(Expectation expected, AlertStory story, Outage outage) {
        List<Delivery> away = story.deliveries().stream().filter(outage::bit).toList();
        List<String> pointers = new ArrayList<>(story.pointers());
        pointers.add(Faults.pointer(story.evidence(), outage.fault()));
        if (outage.isRefusal()) {
            return new Refusal(expected, story, outage, loss, pointers).verdict();
        }
        pointers.addAll(Delivery.pointers(away));
        if (away.isEmpty()) {
            String why = story.firings().isEmpty()
                    ? "never fired (see A01)"
                    : "was not sent to " + outage.whom() + " while it was out, so that nothing was put to the test";
            return expected.unclear(why, "", pointers);
        }
        return turnedAway(expected, story, outage, away, pointers);
    }

    private Verdict turnedAway(
            Expectation expected, AlertStory story, Outage outage, List<Delivery> away, List<String> pointers) {
        List<Delivery> lost =
                away.stream().filter(each -> again(story, each).isEmpty()).toList();
        String turned = "was turned away %s by %s, last at %s"
                .formatted(
                        Words.count(away.size(), "time"),
                        outage.whom(),
                        at(away.get(away.size() - 1).at()));
        if (lost.isEmpty()) {
            List<Delivery> later = away.stream()
                    .flatMap(each -> again(story, each).stream())
                    .distinct()
                    .toList();
            pointers.addAll(Delivery.pointers(later));
            return expected.kept(turned + ", and delivered " + Delivery.told(later), pointers);
        }
        Optional<Duration> until = mayStillCome(story, lost);
        if (until.isPresent()) {
            return expected.unclear(
                    turned + ", and had not been delivered when the observation ended",
                    "watch until " + at(until.get()),
                    pointers);
        }
        return new LossAlerted(expected, loss, outage, turned + ", and never delivered there", pointers)
                .verdict(story.evidence(), lost.get(0).at());
    }

    /** The delivery that makes up for one that was turned away: news of the same kind, or that it fires anew. */
    private static Optional<Delivery> again(AlertStory story, Delivery away) {
        return story.deliveries().stream()
                .filter(each -> each.way().equals(away.way())
                        && each.accepted()
                        && each.at().compareTo(away.at()) > 0
                        && (each.firing() || !away.firing()))
                .findFirst();
    }

    /**
     * Until when Alertmanager may yet send again; empty once it cannot: it has had a whole flush since, or has told the
     * receiver by another way that the alert is over.
     */
    private static Optional<Duration> mayStillCome(AlertStory story, List<Delivery> lost) {
        Evidence evidence = story.evidence();
        Duration until = Duration.ZERO;
        for (Delivery each : lost) {
            Duration interval = Routes.to(evidence, each.receiver(), story.labels())
                    .map(Route::groupInterval)
                    .orElse(Duration.ZERO);
            Duration free = Outage.of(evidence, each.way(), new Episode(each.at(), each.at())).stream()
                    .map(outage -> outage.fault().revertedAt())
                    .reduce(each.at(), Episode::later);
            Duration limit = free.plus(Episode.later(interval, LONGEST_FLUSH)).plus(Routes.margin(evidence));
            if (!isOver(story, each)) {
                until = Episode.later(until, limit);
            }
        }
        return Optional.of(until).filter(limit -> evidence.drill().observed().compareTo(limit) < 0);
    }

    private static boolean isOver(AlertStory story, Delivery lost) {
        List<Episode> firings = story.firings();
        if (firings.isEmpty() || !lost.firing()) {
            return false;
        }
        Duration end = firings.get(firings.size() - 1).to();
        return Way.to(story.evidence(), lost.receiver()).stream()
                .filter(way -> !way.equals(lost.way()))
                .anyMatch(way ->
                        story.resolved(way, Episode.later(end, lost.at())).isPresent());
    }
}
