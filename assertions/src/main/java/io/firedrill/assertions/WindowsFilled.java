package io.firedrill.assertions;

import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.RangeWindow;
import io.firedrill.evidence.metric.RangeWindow.Feeder;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** M07. */
record WindowsFilled() implements Promise {
    /** A rate needs two; with four it survives a scrape that fails and one that is late. */
    static final int SCRAPES = 4;

    @Override
    public String id() {
        return "M07-windows";
    }

    @Override
    public Check check() {
        return Check.M07;
    }

    @Override
    public String subject() {
        return "range windows of rules";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation("each to hold at least " + SCRAPES + " samples");
        return Metrics.unread(evidence)
                .or(() -> unfed(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> unfed(Evidence evidence) {
        List<RangeWindow> windows = evidence.metrics().windows();
        if (windows.isEmpty()) {
            return Optional.of(new Obstacle("no rule looks back over a range", "", List.of("/metrics/windows")));
        }
        return windows.stream().allMatch(window -> window.feeders().isEmpty())
                ? Optional.of(new Obstacle(
                        "nothing that is scraped matches what they select", "", List.of("/metrics/windows")))
                : Optional.empty();
    }

    private static Verdict judged(Evidence evidence, Expectation expected) {
        List<RangeWindow> windows = evidence.metrics().windows();
        List<String> starved = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            RangeWindow window = windows.get(i);
            Optional<Feeder> slow = window.feeders().stream()
                    .filter(feeder -> samples(window, feeder) < SCRAPES)
                    .findFirst();
            if (slow.isPresent()) {
                starved.add(text(window, slow.get()));
                pointers.add("/metrics/windows/" + i);
            }
        }
        return starved.isEmpty()
                ? expected.kept(kept(windows), List.of("/metrics/windows"))
                : expected.broken(Words.few(starved), "scrape more often, or look back over more", pointers);
    }

    private static String kept(List<RangeWindow> windows) {
        List<String> unfed = windows.stream()
                .filter(window -> window.feeders().isEmpty())
                .map(RangeWindow::selector)
                .distinct()
                .toList();
        long least = windows.stream()
                .flatMap(window -> window.feeders().stream().map(feeder -> samples(window, feeder)))
                .min(Long::compare)
                .orElse(0L);
        return "%s hold %d or more".formatted(Words.count(windows.size() - unfed(windows), "window"), least)
                + (unfed.isEmpty() ? "" : "; nothing matched " + Words.few(unfed));
    }

    private static long unfed(List<RangeWindow> windows) {
        return windows.stream().filter(window -> window.feeders().isEmpty()).count();
    }

    private static long samples(RangeWindow window, Feeder feeder) {
        return feeder.interval().isZero() ? Long.MAX_VALUE : window.window().dividedBy(feeder.interval());
    }

    private static String text(RangeWindow window, Feeder feeder) {
        String range = window.isSubquery() ? "subquery" : window.selector();
        return "%s[%s] in %s holds %d of %s, every %s"
                .formatted(
                        range,
                        length(window.window()),
                        window.rule(),
                        samples(window, feeder),
                        feeder.name(),
                        length(feeder.interval()));
    }
}
