package io.firedrill.reports;

import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Detection;
import io.firedrill.reports.drawing.Chronology;
import io.firedrill.reports.drawing.Times;
import java.util.Arrays;
import java.util.List;

/** What {@code index.html} shows, in words and drawings; the template only arranges it. */
record Page(
        Readiness readiness,
        Headline headline,
        String ring,
        List<Fact> facts,
        List<Drill> drills,
        List<PromiseView> suite,
        List<Delay> delays,
        List<Lost> lost,
        String sum) {
    record Fact(String name, String value) {}

    /** What the reader learns first. */
    record Headline(String word, String title, String sentence, List<PromiseView> first) {}

    record Drill(
            Readiness.Drill drill,
            String anchor,
            String file,
            String glance,
            String timeline,
            String beginning,
            List<String> caveats,
            List<PromiseView> promises,
            List<MessageCard> messages,
            List<Chronology.Event> events) {
        List<PromiseView> with(String verdict) {
            return Page.with(verdict, promises);
        }

        String quickest() {
            return drill.detections().stream()
                    .flatMap(detection -> detection.measured().stream())
                    .sorted()
                    .map(Times::span)
                    .findFirst()
                    .orElse("");
        }
    }

    record PromiseView(Readiness.Promise promise, String drill, String anchor, String title, List<Excerpt> excerpts) {
        static String title(String check) {
            return Arrays.stream(Check.values())
                    .filter(known -> known.name().equals(check))
                    .map(Check::title)
                    .findFirst()
                    .orElse("");
        }
    }

    /** One row of the detection table. */
    record Delay(
            String drill,
            Detection detection,
            String labels,
            String bar,
            List<Hop> hops,
            String measured,
            String allowed,
            String unexplained,
            String ratio,
            boolean late) {}

    /** One hop of a detection: what was measured, and what the configuration accounts for. */
    record Hop(String name, String measured, String allowed) {}

    /** One line of the score's sum. */
    record Lost(Readiness.Loss loss, String anchor, String subject, String points) {}

    static List<PromiseView> with(String verdict, List<PromiseView> promises) {
        return promises.stream()
                .filter(view -> view.promise().verdict().equals(verdict))
                .toList();
    }

    long count(String verdict) {
        return readiness.sections().stream()
                .flatMap(drill -> drill.promises().stream())
                .filter(promise -> promise.verdict().equals(verdict))
                .count();
    }

    String started() {
        return Times.utc(readiness.startedAt());
    }

    static String components(StackInfo stack) {
        return stack.components().isEmpty()
                ? "none reported"
                : String.join(
                        ", ",
                        stack.components().stream()
                                .map(component -> component.name() + " " + component.version())
                                .toList());
    }
}
