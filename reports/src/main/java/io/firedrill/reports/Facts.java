package io.firedrill.reports;

import io.firedrill.evidence.StackInfo;
import io.firedrill.reports.drawing.Times;
import java.util.List;

/** What was drilled, and how, in a few lines. */
final class Facts {
    private Facts() {}

    static List<Page.Fact> of(Readiness readiness) {
        StackInfo stack = readiness.stack();
        return List.of(
                new Page.Fact("Stack", stack.mode() + (stack.reason().isBlank() ? "" : ": " + stack.reason())),
                new Page.Fact("Time scale", timeScale(stack.timeScale())),
                new Page.Fact("Components", Page.components(stack)),
                new Page.Fact("Run", Times.utc(readiness.startedAt()) + ", took " + Times.span(readiness.took())));
    }

    static String timeScale(double scale) {
        return scale == 1
                ? "real time: every interval ran as it is configured"
                : "×" + Times.number(scale, 2)
                        + ": intervals, windows and waits were compressed together by this factor";
    }
}
