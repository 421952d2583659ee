package io.firedrill.reports;

import io.firedrill.reports.drawing.Times;
import java.util.List;

/** {@code summary.md}: the outcome for a pull request or a build page. */
final class Summary {
    private final StringBuilder out = new StringBuilder();

    private Summary() {}

    static String of(Readiness readiness) {
        Summary summary = new Summary();
        summary.head(readiness);
        summary.drills(readiness.sections());
        if (readiness.coverage().alertRules().loaded() > 0) {
            summary.line("\n" + escape(readiness.coverage().line()));
        }
        if (!readiness.panels().isEmpty()) {
            summary.line("\n" + escape(PanelCoverage.line(readiness.panels())));
        }
        if (!readiness.instrumentation().isEmpty()) {
            summary.line("\nInstrumentation Score: " + escape(summary.scores(readiness.instrumentation())));
        }
        readiness.sections().forEach(drill -> summary.promises(drill, "broken"));
        readiness.sections().forEach(drill -> summary.promises(drill, "inconclusive"));
        return summary.out.toString();
    }

    private void head(Readiness readiness) {
        Readiness.Score score = readiness.score();
        String range = ScoreWords.range(score);
        line("## " + mark(readiness.verdict()) + " " + ScoreWords.title(readiness.verdict()) + ": " + score.value()
                + " of 100");
        line("");
        line(ScoreWords.sentence(readiness) + (range.isEmpty() ? "" : " The score is " + range + "."));
        line("");
        line(escape(readiness.title()) + " on a " + escape(readiness.stack().mode()) + " stack, time scale "
                + escape(Facts.timeScale(readiness.stack().timeScale())) + ". Took " + Times.span(readiness.took())
                + ".");
        readiness.notes().forEach(note -> line("\n> " + escape(note)));
    }

    private String scores(List<Instrumented> services) {
        return String.join(", ", services.stream().map(Instrumented::line).toList()) + "; without "
                + String.join(", ", services.get(0).left()) + " it may be incomplete";
    }

    private void drills(List<Readiness.Drill> drills) {
        if (drills.isEmpty()) {
            return;
        }
        line("");
        line("| drill | verdict | kept | broken | inconclusive |");
        line("|---|---|---:|---:|---:|");
        for (Readiness.Drill drill : drills) {
            line("| " + escape(drill.name()) + " | " + mark(drill.verdict()) + " "
                    + (drill.ran() ? drill.verdict() : "not run: " + escape(drill.story())) + " | "
                    + count(drill, "kept") + " | " + count(drill, "broken") + " | " + count(drill, "inconclusive")
                    + " |");
        }
    }

    private static long count(Readiness.Drill drill, String verdict) {
        return drill.promises().stream()
                .filter(promise -> promise.verdict().equals(verdict))
                .count();
    }

    private void promises(Readiness.Drill drill, String verdict) {
        drill.promises().stream()
                .filter(promise -> promise.verdict().equals(verdict))
                .forEach(promise -> promise(drill, promise));
    }

    private void promise(Readiness.Drill drill, Readiness.Promise promise) {
        line("");
        line("### " + mark(promise.verdict()) + " " + promise.check() + " " + escape(promise.subject()));
        line("");
        line("- drill: " + escape(drill.name()));
        line("- expected: " + escape(promise.expected()));
        line("- but: " + escape(promise.actual()));
        if (!promise.hint().isEmpty()) {
            line("- hint: " + escape(promise.hint()));
        }
        promise.evidence().forEach(link -> line("- evidence: " + escape(link)));
    }

    private static String mark(String verdict) {
        return switch (verdict) {
            case "kept" -> "✅";
            case "broken" -> "❌";
            default -> "❔";
        };
    }

    private void line(String line) {
        out.append(line).append('\n');
    }

    /** Keeps markup, mentions and table cells from being read as such, and one thing on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if ("\\`*_{}[]<>#|@~".indexOf(c) >= 0) {
                escaped.append("&#").append(c).append(';');
            } else if (c == '&') {
                escaped.append("&amp;");
            } else {
                escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
