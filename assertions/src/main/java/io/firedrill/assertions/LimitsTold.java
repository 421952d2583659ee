package io.firedrill.assertions;

import io.firedrill.evidence.CounterReading;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.Level;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.traffic.FaultRecord;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** L03. */
record LimitsTold(List<String> remaining, List<Refusals> refusals) implements Promise {
    private static final Expectation EXPECTED =
            new Expectation("to show what remains of each limit as it moves, and each kind of 429 as often as it came");

    LimitsTold {
        remaining = List.copyOf(remaining);
        refusals = List.copyOf(refusals);
    }

    @Override
    public String id() {
        return "L03-limits";
    }

    @Override
    public Check check() {
        return Check.L03;
    }

    @Override
    public String subject() {
        return "the provider's limits";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Optional<Obstacle> obstacle = Gates.witness(evidence, Witness.LEDGER)
                .or(() -> Gates.witness(evidence, Witness.PROMETHEUS))
                .or(() -> idle(evidence));
        for (Refusals kind : refusals) {
            obstacle = obstacle.or(() -> Gates.fault(evidence, kind.fault())).or(() -> unread(evidence, kind));
        }
        return obstacle.map(EXPECTED::unclear).orElseGet(() -> judged(evidence));
    }

    private static Optional<Obstacle> idle(Evidence evidence) {
        return Counters.answered(evidence) >= FaultEffect.ENOUGH
                ? Optional.empty()
                : Optional.of(new Obstacle("too few requests were answered to move anything", "", List.of("/ledger")));
    }

    /** That its query finds no series is what this is about; a reset is not. */
    private static Optional<Obstacle> unread(Evidence evidence, Refusals kind) {
        boolean none = Counters.named(evidence, kind.counter())
                .filter(counter -> counter.seenAfter() == 0 && counter.seenBefore() == 0)
                .isPresent();
        return none ? Optional.empty() : Counters.unreliable(evidence, kind.counter());
    }

    private Verdict judged(Evidence evidence) {
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (String level : remaining) {
            (moves(evidence, level) ? right : wrong).add(course(evidence, level));
        }
        for (Refusals kind : refusals) {
            CounterReading reading = Counters.named(evidence, kind.counter()).orElseThrow();
            pointers.add(Counters.pointer(evidence, reading));
            Range met = met(evidence, kind);
            boolean fits = reading.increase() >= met.least() && reading.increase() <= met.most();
            String text = reading.seenAfter() == 0
                    ? "\"%s\" is not in Prometheus".formatted(kind.counter())
                    : "\"%s\" counted %s".formatted(kind.counter(), Words.number(reading.increase()));
            (fits ? right : wrong).add(text + (fits ? "" : ", where %s came".formatted(met)));
        }
        pointers.add("/levels");
        return wrong.isEmpty()
                ? EXPECTED.kept(Words.list(right), pointers)
                : EXPECTED.broken(String.join("; ", wrong), "", pointers);
    }

    private static boolean moves(Evidence evidence, String level) {
        return values(evidence, level).distinct().limit(2).count() == 2;
    }

    private static DoubleStream values(Evidence evidence, String level) {
        return LevelCourse.points(evidence, level).mapToDouble(Level.Point::value);
    }

    private static String course(Evidence evidence, String level) {
        DoubleSummaryStatistics values = values(evidence, level).summaryStatistics();
        if (values.getCount() == 0) {
            return "\"" + level + "\" is not in Prometheus";
        }
        return values.getMin() == values.getMax()
                ? "\"%s\" stood still at %s".formatted(level, Words.number(values.getMin()))
                : "\"%s\" moved between %s and %s"
                        .formatted(level, Words.number(values.getMin()), Words.number(values.getMax()));
    }

    /** Each refused request was refused at least once; and those that only touched the fault may have been, or not. */
    private static Range met(Evidence evidence, Refusals kind) {
        FaultRecord fault = Faults.named(evidence, kind.fault()).orElseThrow();
        long surely = evidence.ledger().stream()
                .filter(entry -> entry.status().filter(code -> code == 429).isPresent())
                .filter(entry -> entry.start().compareTo(fault.appliedAt()) >= 0
                        && entry.end().compareTo(fault.revertingAt()) <= 0)
                .count();
        long perhaps = evidence.ledger().stream()
                .filter(entry -> Faults.met(fault, entry))
                .count();
        return new Range(surely, perhaps * kind.attempts());
    }

    private record Range(long least, long most) {
        @Override
        public String toString() {
            return least == most ? Long.toString(least) : least + " to " + most;
        }
    }
}
