package io.firedrill.reports;

import io.firedrill.evidence.rule.RuleReview;
import java.nio.file.Path;

/** A review of rules as files: {@code rules.json}, {@code rules.sarif}, {@code rules.html}. Thread-safe. */
public final class RuleReport {
    private RuleReport() {}

    /**
     * Writes them, each whole or not at all.
     *
     * @param folder where; made if it is not there
     * @param review what is to be told
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Path folder, RuleReview review) {
        OutputFolder output = new OutputFolder(folder);
        output.json("rules.json", review);
        output.keepingOrder("rules.sarif", Sarif.of(review));
        output.text("rules.html", HtmlPage.render(review));
    }
}
