package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.alert.Notification;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A17, the other half: when the monitoring is dead, its dead man's switch falls silent, so that whoever waits outside for
 * its pings pages. Whatever arrives there is a ping, also the word that the switch has resolved: that is how such services
 * count.
 */
record AbsenceNoticed(AlertSelector watchdog, String receiver, String fault, Duration patience, Duration within)
        implements Promise {
    @Override
    public String id() {
        return "A17-" + watchdog.slug() + "-absence";
    }

    @Override
    public Check check() {
        return Check.A17;
    }

    @Override
    public String subject() {
        return "alert " + watchdog;
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected =
                new Expectation("to fall silent at receiver %s after %s, so that who waits %s for it pages within %s"
                        .formatted(receiver, Restart.named(evidence, fault), length(patience), length(within)));
        Optional<Obstacle> obstacle = Gates.first(
                Restart.obstacle(evidence, fault, Restart.PROMETHEUS, Witness.PROMETHEUS),
                Gates.witness(evidence, Witness.INBOX));
        return obstacle.map(expected::unclear).orElseGet(() -> judged(expected, evidence));
    }

    private Verdict judged(Expectation expected, Evidence evidence) {
        FaultRecord dead = Faults.named(evidence, fault).orElseThrow();
        List<Integer> pings = pings(evidence);
        List<String> pointers = new ArrayList<>(List.of(Faults.pointer(evidence, dead)));
        pings.forEach(ping -> pointers.add("/notifications/" + ping));
        List<Duration> times = pings.stream()
                .map(ping -> evidence.notifications().get(ping).at())
                .toList();
        Optional<Duration> alive =
                times.stream().filter(at -> at.compareTo(dead.appliedAt()) <= 0).reduce((earlier, later) -> later);
        if (alive.isEmpty() || alive.get().plus(patience).compareTo(dead.appliedAt()) < 0) {
            return expected.unclear(
                    "had not been delivered within %s before it, so that its silence would say nothing (see A17)"
                            .formatted(length(patience)),
                    "",
                    pointers);
        }
        Duration last = last(times, alive.get());
        return silent(expected, evidence, dead, last, pointers);
    }

    /** The last ping before the first wait that is longer than anybody's patience, or the last of all. */
    private Duration last(List<Duration> times, Duration alive) {
        Duration last = alive;
        for (Duration at : times) {
            if (at.compareTo(last) > 0 && at.minus(last).compareTo(patience) <= 0) {
                last = at;
            }
        }
        return last;
    }

    private Verdict silent(
            Expectation expected, Evidence evidence, FaultRecord dead, Duration last, List<String> pointers) {
        Duration pages = last.plus(patience);
        Duration limit = dead.appliedAt().plus(within);
        Duration seen = Episode.earlier(dead.revertingAt(), evidence.drill().observed());
        if (pages.compareTo(limit) > 0 && limit.compareTo(seen) <= 0) {
            return expected.broken(
                    "was still delivered at %s, %s after Prometheus died, so that nobody pages before %s"
                            .formatted(at(last), length(last.minus(dead.appliedAt())), at(pages)),
                    hint(evidence),
                    pointers);
        }
        return pages.compareTo(seen) <= 0
                ? expected.kept(
                        "was delivered for the last time at %s, so that who waits pages at %s, %s after Prometheus died"
                                .formatted(at(last), at(pages), length(pages.minus(dead.appliedAt()))),
                        pointers)
                : expected.unclear(
                        "was delivered at %s, and Prometheus was back or the observation over at %s"
                                .formatted(at(last), at(seen)),
                        "let the fault last until " + at(limit),
                        pointers);
    }

    private List<Integer> pings(Evidence evidence) {
        return IntStream.range(0, evidence.notifications().size())
                .filter(i -> isPing(evidence.notifications().get(i)))
                .boxed()
                .toList();
    }

    private boolean isPing(Notification notification) {
        return notification.receiver().equals(receiver)
                && notification.accepted()
                && notification.alerts().stream().anyMatch(item -> watchdog.selectsRouted(item.labels()));
    }

    /** Prometheus says how long each alert is good for: four times the longer of its interval and the resend delay. */
    private String hint(Evidence evidence) {
        Duration interval = Rules.interval(evidence, watchdog);
        return interval.multipliedBy(4).plus(patience).compareTo(within) > 0
                ? "its rule is evaluated every %s, and Alertmanager keeps an alert for four times that"
                        .formatted(length(interval))
                : "Alertmanager keeps an alert for four times Prometheus' --rules.alert.resend-delay";
    }
}
