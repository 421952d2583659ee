package io.firedrill.reports;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.SeededSeries;
import io.firedrill.evidence.verdict.Detection;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.reports.drawing.Chronology;
import io.firedrill.reports.drawing.DetectionBar;
import io.firedrill.reports.drawing.ScoreRing;
import io.firedrill.reports.drawing.Timeline;
import io.firedrill.reports.drawing.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words a run for the page. */
final class PageBuilder {
    private final List<DrillResult> results;
    private final Readiness readiness;
    private final List<String> files;

    PageBuilder(List<DrillResult> results, Readiness readiness) {
        this.results = results;
        this.readiness = readiness;
        this.files = EvidenceNames.of(results).files();
    }

    Page page() {
        List<Page.Drill> drills = new ArrayList<>();
        for (int i = 0; i < readiness.drills().size(); i++) {
            Readiness.Drill drill = readiness.drills().get(i);
            drills.add(i < results.size() ? ran(i, drill) : notRun(i, drill));
        }
        List<Page.PromiseView> suite = suite();
        Readiness.Score score = readiness.score();
        return new Page(
                readiness,
                headline(drills, suite),
                ScoreRing.of(score.value(), score.high(), readiness.verdict()),
                Facts.of(readiness),
                drills,
                suite,
                delays(),
                lost(drills, suite),
                ScoreWords.sum(score));
    }

    private Page.Headline headline(List<Page.Drill> drills, List<Page.PromiseView> suite) {
        String worst = readiness.verdict();
        String wanted = worst.equals("kept") ? "none" : worst;
        List<Page.PromiseView> first = Stream.concat(
                        drills.stream().flatMap(drill -> drill.with(wanted).stream()),
                        Page.with(wanted, suite).stream())
                .limit(3)
                .toList();
        return new Page.Headline(worst, ScoreWords.title(worst), ScoreWords.sentence(readiness), first);
    }

    private static String anchor(int index) {
        return "drill-" + (index + 1);
    }

    private Page.Drill ran(int index, Readiness.Drill drill) {
        DrillResult result = results.get(index);
        Evidence evidence = result.evidence();
        return new Page.Drill(
                drill,
                anchor(index),
                files.get(index),
                Timeline.glance(evidence),
                Timeline.of(evidence),
                Times.utc(evidence.drill().startedAt()),
                caveats(evidence),
                promises(index, drill, new Excerpt.Book(result)),
                MessageCard.of(evidence.notifications()),
                Chronology.of(evidence));
    }

    private static Page.Drill notRun(int index, Readiness.Drill drill) {
        return new Page.Drill(drill, anchor(index), "", "", "", "", List.of(), List.of(), List.of(), List.of());
    }

    private static List<String> caveats(Evidence evidence) {
        List<String> caveats = new ArrayList<>();
        evidence.gaps()
                .forEach(gap -> caveats.add("A witness was deaf: "
                        + gap.witness().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ", "
                        + gap.reason() + " (" + gap.source() + ")"));
        evidence.seeded().stream().map(PageBuilder::seeded).distinct().forEach(caveats::add);
        int leftOut = Timeline.leftOut(evidence);
        if (leftOut > 0) {
            caveats.add(leftOut + " more alerts are in the evidence and not in the drawing");
        }
        return caveats;
    }

    /** Series of one metric that were seeded alike are told once. */
    private static String seeded(SeededSeries series) {
        return "Seeded, and not seen: %s of job %s grew by %s a second from %s to %s before clock zero (%s)"
                .formatted(
                        series.labels().getOrDefault("__name__", "a series"),
                        series.labels().getOrDefault("job", "unknown"),
                        Times.number(series.perSecond(), 3),
                        Times.span(series.from().negated()),
                        Times.span(series.to().negated()),
                        series.source());
    }

    private static List<Page.PromiseView> promises(int index, Readiness.Drill drill, Excerpt.Book book) {
        List<Page.PromiseView> views = new ArrayList<>();
        for (Readiness.Promise promise : drill.promises()) {
            List<Excerpt> excerpts = promise.evidence().stream()
                    .map(link -> promise.verdict().equals("kept") ? new Excerpt(link, "", "") : book.excerpt(link))
                    .toList();
            String anchor = anchor(index) + "-" + (views.size() + 1);
            views.add(new Page.PromiseView(
                    promise, drill.name(), anchor, Page.PromiseView.title(promise.check()), excerpts));
        }
        return views;
    }

    /** Its evidence is where the drills are: it is linked and not shown again. */
    private List<Page.PromiseView> suite() {
        List<Page.PromiseView> views = new ArrayList<>();
        for (Readiness.Promise promise : readiness.suite()) {
            List<Excerpt> links = promise.evidence().stream()
                    .map(link -> new Excerpt(link, "", ""))
                    .toList();
            views.add(new Page.PromiseView(
                    promise,
                    "the whole run",
                    "whole-run-" + (views.size() + 1),
                    Page.PromiseView.title(promise.check()),
                    links));
        }
        return views;
    }

    private List<Page.Lost> lost(List<Page.Drill> drills, List<Page.PromiseView> suite) {
        return readiness.score().lost().stream()
                .map(loss -> lost(loss, drills, suite))
                .toList();
    }

    private static Page.Lost lost(Readiness.Loss loss, List<Page.Drill> drills, List<Page.PromiseView> suite) {
        Optional<Page.PromiseView> view = Stream.concat(
                        drills.stream()
                                .filter(drill -> drill.drill().id().equals(loss.drill()))
                                .flatMap(drill -> drill.promises().stream()),
                        suite.stream())
                .filter(promise -> promise.promise().id().equals(loss.promise()))
                .findFirst();
        return new Page.Lost(
                loss,
                view.map(Page.PromiseView::anchor).orElse("drills"),
                view.map(found ->
                                found.promise().check() + " " + found.promise().subject())
                        .orElse("the whole drill: it made no promise that was judged"),
                Times.number(loss.points(), 1));
    }

    private List<Page.Delay> delays() {
        Duration longest = DetectionBar.longest(
                results.stream().flatMap(result -> result.detections().stream()).toList());
        return results.stream()
                .flatMap(result -> result.detections().stream()
                        .map(detection -> delay(result.evidence().drill().name(), detection, longest)))
                .toList();
    }

    private static Page.Delay delay(String drill, Detection detection, Duration longest) {
        Duration worst = detection.budget().worst();
        Optional<Duration> over =
                detection.measured().filter(time -> time.compareTo(worst) > 0).map(time -> time.minus(worst));
        return new Page.Delay(
                drill,
                detection,
                labels(detection.labels()),
                DetectionBar.of(detection, longest),
                detection.hops().stream().map(PageBuilder::hop).toList(),
                detection.measured().map(Times::span).orElse("never"),
                Times.span(detection.budget().floor()) + " – " + Times.span(worst),
                over.map(Times::span).orElse(detection.measured().isPresent() ? "none" : "–"),
                detection
                        .measured()
                        .map(time -> ratio(time, detection.budget().floor()))
                        .orElse("–"),
                over.isPresent() || detection.measured().isEmpty());
    }

    private static Page.Hop hop(Detection.Hop hop) {
        String allowed = hop.least().equals(hop.most())
                ? Times.span(hop.most())
                : Times.span(hop.least()) + " – " + Times.span(hop.most());
        return new Page.Hop(hop.name(), hop.measured().map(Times::span).orElse("–"), allowed);
    }

    private static String ratio(Duration measured, Duration floor) {
        return floor.isZero()
                ? "–"
                : String.format(Locale.ROOT, "×%.2f", (double) measured.toNanos() / floor.toNanos());
    }

    private static String labels(Map<String, String> labels) {
        return labels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(", "));
    }
}
