package io.firedrill.assertions;

import static io.firedrill.assertions.Words.at;
import static io.firedrill.assertions.Words.count;
import static io.firedrill.assertions.Words.length;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.metric.ScrapeTarget.Pause;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** M04. */
record TargetsScraped(Duration longest) implements Promise {
    private static final int INTERVALS = 3;

    @Override
    public String id() {
        return "M04-targets";
    }

    @Override
    public Check check() {
        return Check.M04;
    }

    @Override
    public String subject() {
        return "scrape targets";
    }

    @Override
    public Verdict verdict(Evidence evidence) {
        Expectation expected = new Expectation(
                "each to be scraped, once, at least every " + length(longest) + ", with samples that are fresh");
        return Gates.first(Metrics.unread(evidence), none(evidence), tooShort(evidence))
                .map(expected::unclear)
                .orElseGet(() -> judged(evidence, expected));
    }

    private static Optional<Obstacle> none(Evidence evidence) {
        return evidence.metrics().targets().isEmpty()
                ? Optional.of(new Obstacle("Prometheus has no active targets", "", List.of("/metrics/targets")))
                : Optional.empty();
    }

    /** A target whose interval is as long as the drill may be scraped or not. */
    private static Optional<Obstacle> tooShort(Evidence evidence) {
        return evidence.metrics().targets().stream()
                .filter(target -> target.interval()
                                .multipliedBy(INTERVALS)
                                .compareTo(evidence.drill().observed())
                        > 0)
                .findFirst()
                .map(target -> new Obstacle(
                        "the drill is too short for target %s, which is scraped every %s"
                                .formatted(Metrics.text(target), length(target.interval())),
                        "",
                        List.of(Metrics.pointer(evidence, target))));
    }

    private Verdict judged(Evidence evidence, Expectation expected) {
        List<ScrapeTarget> targets = evidence.metrics().targets();
        List<String> wrong = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        List<List<ScrapeTarget>> duplicates = Metrics.duplicates(evidence);
        for (List<ScrapeTarget> group : duplicates) {
            wrong.add(twice(group));
            group.forEach(target -> pointers.add(Metrics.pointer(evidence, target)));
        }
        for (ScrapeTarget target : targets) {
            wrong(evidence, target).ifPresent(text -> {
                wrong.add("target " + Metrics.text(target) + " " + text);
                pointers.add(Metrics.pointer(evidence, target));
            });
        }
        if (!wrong.isEmpty()) {
            String hint = duplicates.isEmpty() ? "" : "what is scraped twice counts twice in every sum";
            return expected.broken(
                    Words.few(wrong), hint, pointers.stream().distinct().toList());
        }
        return standstill(evidence)
                .map(expected::unclear)
                .orElseGet(() -> expected.kept(kept(targets), List.of("/metrics/targets")));
    }

    private static String kept(List<ScrapeTarget> targets) {
        int scrapes = targets.stream().mapToInt(ScrapeTarget::samples).sum();
        return count(targets.size(), "target") + " were, in " + count(scrapes, "scrape");
    }

    private Optional<Obstacle> standstill(Evidence evidence) {
        return evidence.metrics().targets().stream()
                .flatMap(target -> tooLong(evidence, target).stream()
                        .map(pause -> new Obstacle(
                                "other targets paused with %s, which %s".formatted(Metrics.text(target), text(pause)),
                                Standstill.ADVICE,
                                List.of(Metrics.pointer(evidence, target)))))
                .findFirst();
    }

    private static String twice(List<ScrapeTarget> group) {
        boolean url = group.stream().map(ScrapeTarget::url).distinct().count() == 1;
        String names = Words.few(group.stream().map(Metrics::text).toList());
        return url
                ? "targets " + names + " scrape the same " + group.get(0).url()
                : "targets " + names + " have the same labels, so that they write the same series";
    }

    private Optional<String> wrong(Evidence evidence, ScrapeTarget target) {
        String why = target.lastError().isEmpty() ? "" : ": " + target.lastError();
        if (target.samples() == 0) {
            return Optional.of("was never scraped" + why);
        }
        Optional<String> paused = tooLong(evidence, target).stream()
                .filter(pause -> !Standstill.explains(evidence, pause))
                .findFirst()
                .map(pause -> text(pause) + why);
        return paused.or(() -> target.stale() == 0
                ? Optional.empty()
                : Optional.of("brings %d of %d series with samples that are more than %s old"
                        .formatted(target.stale(), target.series(), length(target.staleAfter()))));
    }

    private static String text(Pause pause) {
        return "was not scraped for %s (%s to %s)".formatted(length(pause.length()), at(pause.from()), at(pause.to()));
    }

    private List<Pause> tooLong(Evidence evidence, ScrapeTarget target) {
        return target.pauses().stream()
                .filter(pause -> isTooLong(target, ScrapeFaults.unexplained(evidence, target, pause)))
                .toList();
    }

    private boolean isTooLong(ScrapeTarget target, Duration pause) {
        Duration limit = target.interval().multipliedBy(INTERVALS);
        return pause.compareTo(limit.compareTo(longest) > 0 ? limit : longest) > 0;
    }
}
