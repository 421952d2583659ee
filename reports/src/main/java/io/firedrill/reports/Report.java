package io.firedrill.reports;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.verdict.DrillResult;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The report of a run: {@code index.html}, {@code readiness.json}, {@code evidence/<drill>.json},
 * {@code TEST-firedrill.xml}, {@code summary.md}, {@code readiness.sarif} and {@code endpoints.json}. The same input gives
 * the same bytes. It may be written again and again while the run goes on: evidence, which is most of it and does not change, is written once.
 * Thread-safe.
 */
public final class Report {
    /** What was found at the endpoints of a system that already ran, or in the configurations of a workspace. */
    static final String ENDPOINTS = "endpoints.json";

    private static final List<String> FILES =
            List.of("index.html", "readiness.json", "TEST-firedrill.xml", "summary.md", "readiness.sarif", ENDPOINTS);

    private final OutputFolder output;
    private final IdentityHashMap<Evidence, String> written = new IdentityHashMap<>();

    /**
     * Writes nothing yet.
     *
     * @param folder where it goes; made if it is missing
     */
    public Report(Path folder) {
        this.output = new OutputFolder(folder);
    }

    /**
     * Where the evidence of a drill is.
     *
     * @param folder a report
     * @param drill the drill's id, unique in that report
     * @return the file
     */
    public static Path evidence(Path folder, String drill) {
        return folder.resolve(EvidenceNames.FOLDER).resolve(EvidenceNames.safe(drill) + ".json");
    }

    /**
     * Where it is told what was found at endpoints, and in configurations.
     *
     * @param folder a report
     * @return the file, which need not be there
     */
    public static Path endpoints(Path folder) {
        return folder.resolve(ENDPOINTS);
    }

    /**
     * Writes a report once.
     *
     * @param folder where to; made if it is missing. What an earlier report left there is replaced
     * @param results the judged drills, in the order of the run
     * @param run the run they belong to
     * @return the outcome that was written
     * @throws java.io.UncheckedIOException if a file cannot be written; the message names it and the remedy
     */
    public static Readiness write(Path folder, List<DrillResult> results, RunInfo run) {
        return new Report(folder).write(results, run);
    }

    /**
     * Writes every file of the report, each whole or not at all, {@code index.html} last.
     *
     * @param results the judged drills, in the order of the run: those of before, and more
     * @param run the run they belong to
     * @return the outcome that was written
     * @throws java.io.UncheckedIOException if a file cannot be written; the message names it and the remedy
     */
    public synchronized Readiness write(List<DrillResult> results, RunInfo run) {
        Readiness readiness = Readiness.of(results, run);
        output.clear(FILES);
        EvidenceNames names = EvidenceNames.of(results);
        for (int i = 0; i < results.size(); i++) {
            writeOnce(names.file(i), results.get(i).evidence());
        }
        run.system().ifPresent(found -> output.json(ENDPOINTS, found));
        output.json("readiness.json", readiness);
        output.text("TEST-firedrill.xml", JunitXml.of(readiness));
        output.text("summary.md", Summary.of(readiness));
        output.keepingOrder("readiness.sarif", Sarif.of(results, run));
        output.text("index.html", HtmlPage.render(results, readiness));
        return readiness;
    }

    /** The very same evidence, that is: to compare two would take as long as to write one. */
    private void writeOnce(String file, Evidence evidence) {
        if (!file.equals(written.get(evidence))) {
            output.compactJson(file, evidence);
            written.values().remove(file);
            written.put(evidence, file);
        }
    }
}
