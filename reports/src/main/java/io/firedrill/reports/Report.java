package io.firedrill.reports;

import io.firedrill.evidence.verdict.DrillResult;
import java.nio.file.Path;
import java.util.List;

/**
 * The report of a run: {@code index.html}, {@code readiness.json}, {@code evidence/<drill>.json},
 * {@code TEST-firedrill.xml}, {@code summary.md} and {@code readiness.sarif}. The same input gives the same bytes.
 * Thread-safe.
 */
public final class Report {
    private static final List<String> FILES =
            List.of("index.html", "readiness.json", "TEST-firedrill.xml", "summary.md", "readiness.sarif");

    private Report() {}

    /**
     * Writes every file of the report, each whole or not at all, {@code index.html} last.
     *
     * @param folder where to; made if it is missing. What an earlier report left there is replaced
     * @param results the judged drills, in the order of the run
     * @param run the run they belong to
     * @return the outcome that was written
     * @throws java.io.UncheckedIOException if a file cannot be written; the message names it and the remedy
     */
    public static Readiness write(Path folder, List<DrillResult> results, RunInfo run) {
        Readiness readiness = Readiness.of(results, run);
        OutputFolder output = new OutputFolder(folder);
        output.clear(FILES);
        EvidenceNames names = EvidenceNames.of(results);
        for (int i = 0; i < results.size(); i++) {
            output.compactJson(names.file(i), results.get(i).evidence());
        }
        output.json("readiness.json", readiness);
        output.text("TEST-firedrill.xml", JunitXml.of(readiness));
        output.text("summary.md", Summary.of(readiness));
        output.keepingOrder("readiness.sarif", Sarif.of(results, run));
        output.text("index.html", HtmlPage.render(results, readiness));
        return readiness;
    }
}
