package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is judged over all drills together, and what was changed for all of them, in every format. */
class SuiteTest {
    private static final Judgement BROKEN = new Judgement(
            "A18-rules",
            Check.A18,
            "alerting rules",
            new Verdict.Broken(
                    "each to fire",
                    "DiskFull is the subject of no promise",
                    "hold a drill in which it must fire",
                    List.of("healthy-baseline#/configuration/rules/1", "no-such-drill#/configuration/rules/1")));

    @TempDir
    Path folder;

    private static RunInfo run(Judgement whole) {
        return Runs.RUN.withSuite(List.of(whole));
    }

    @Test
    void broken_judgement_of_the_whole_run_breaks_it_and_costs_its_weight() {
        Readiness readiness = Readiness.of(List.of(Drills.healthy()), run(BROKEN));

        assertThat(readiness.verdict()).isEqualTo("broken");
        assertThat(readiness.score().value()).isLessThan(100);
        assertThat(readiness.score().lost())
                .singleElement()
                .satisfies(
                        loss -> assertThat(loss.drill() + "/" + loss.promise()).isEqualTo("whole-run/A18-rules"));
        assertThat(readiness.drills()).hasSize(1);
    }

    @Test
    void evidence_leads_to_the_file_of_its_drill() {
        assertThat(Readiness.of(List.of(Drills.healthy()), run(BROKEN)).suite())
                .singleElement()
                .extracting(Readiness.Promise::evidence)
                .isEqualTo(List.of("evidence/healthy-baseline.json#/configuration/rules/1"));
    }

    @Test
    void inconclusive_judgement_of_the_whole_run_leaves_it_open() {
        Judgement open = new Judgement(
                "A18-rules", Check.A18, "alerting rules", new Verdict.Inconclusive("each", "x", "", List.of()));
        assertThat(Readiness.of(List.of(Drills.healthy()), run(open)).verdict()).isEqualTo("inconclusive");
    }

    @Test
    void every_format_tells_it() throws IOException {
        Report.write(folder, List.of(Drills.healthy()), run(BROKEN));

        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(Readiness.class.getResourceAsStream("readiness-1.schema.json"))
                        .validate(EvidenceFile.mapper()
                                .readTree(folder.resolve("readiness.json").toFile())))
                .isEmpty();
        Document page = Jsoup.parse(Files.readString(folder.resolve("index.html")));
        assertThat(page.select("#whole-run .promise.broken").text())
                .contains("alerting rules", "A18", "DiskFull is the subject of no promise");
        assertThat(page.select(".first li").eachText()).anyMatch(line -> line.startsWith("alerting rules"));
        Document xml = Jsoup.parse(Files.readString(folder.resolve("TEST-firedrill.xml")), Parser.xmlParser());
        assertThat(xml.select("testsuite[name=the whole run] testcase[name=A18-rules] failure")
                        .attr("type"))
                .isEqualTo("broken");
        assertThat(Files.readString(folder.resolve("summary.md")))
                .contains("| the whole run | ❌ broken | 0 | 1 | 0 |", "### ❌ A18 alerting rules");
    }

    @Test
    void changes_of_the_stack_are_told() throws IOException {
        StackInfo stack = new StackInfo(
                "native",
                "asked for",
                50,
                List.of("alertmanager.yml: receiver 'oncall': slack goes to the inbox"),
                List.of());
        Report.write(
                folder,
                List.of(Drills.healthy()),
                new RunInfo("Pipeline", Runs.RUN.startedAt(), Runs.RUN.took(), stack));

        assertThat(Jsoup.parse(Files.readString(folder.resolve("index.html")))
                        .select("#changes li")
                        .eachText())
                .containsExactly("alertmanager.yml: receiver 'oncall': slack goes to the inbox");
        assertThat(EvidenceFile.mapper()
                        .readTree(folder.resolve("readiness.json").toFile())
                        .at("/stack/changes/0")
                        .asText())
                .contains("goes to the inbox");
    }
}
