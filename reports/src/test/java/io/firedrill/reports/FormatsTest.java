package io.firedrill.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FormatsTest {
    @TempDir
    Path folder;

    @Test
    void junit_has_a_suite_per_drill_and_a_case_per_promise() throws Exception {
        Document xml = xml(Readiness.of(Drills.all(), Runs.RUN));

        assertThat(xml.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(14);
        Element slow = (Element) xml.getElementsByTagName("testsuite").item(1);
        assertThat(slow.getAttribute("tests")).isEqualTo("7");
        assertThat(slow.getAttribute("failures")).isEqualTo("2");
    }

    @Test
    void junit_tells_broken_from_inconclusive_by_type_and_gives_the_whole_text() throws Exception {
        Document xml = xml(Readiness.of(Drills.all(), Runs.RUN));
        Element broken = (Element) xml.getElementsByTagName("failure").item(0);
        Element unsure = (Element) xml.getElementsByTagName("failure").item(2);

        assertThat(broken.getAttribute("type")).isEqualTo("broken");
        assertThat(unsure.getAttribute("type")).isEqualTo("inconclusive");
        assertThat(broken.getTextContent()).isEqualTo("""

                        alert HighRequestLatency{job="inference"}
                          expected  to reach receiver oncall, and no other
                          but       it reached default at t+11.7 s and never oncall (observed until t+34.0 s)
                          evidence  evidence/slow-inference.json#/notifications/0
                          evidence  evidence/slow-inference.json#/routed/1
                          evidence  evidence/slow-inference.json#/configuration/routes
                          hint      no child route matches its label service="inference"; route 1 asks for service="inferense"
                        """);
    }

    @Test
    void junit_stays_well_formed_whatever_the_verdict_says() throws Exception {
        String bad = "]]><x & \u0000\u0007 \"";
        Judgement judgement = new Judgement(bad, Check.A01, bad, new Verdict.Broken(bad, bad, bad, List.of()));

        Document xml = xml(Readiness.of(
                List.of(new DrillResult(Drills.healthy().evidence(), List.of(judgement), List.of())), Runs.RUN));

        assertThat(((Element) xml.getElementsByTagName("testcase").item(0)).getAttribute("name"))
                .isEqualTo("]]><x & \uFFFD\uFFFD \"");
    }

    @Test
    void junit_fails_a_drill_that_did_not_run() throws Exception {
        RunInfo run = Runs.RUN.withNotRun(List.of(new RunInfo.NotRun("down", "Down", "no stack")));
        Element failure = (Element) xml(Readiness.of(List.of(), run))
                .getElementsByTagName("failure")
                .item(0);

        assertThat(failure.getAttribute("type")).isEqualTo("inconclusive");
        assertThat(failure.getAttribute("message")).isEqualTo("it did not run: no stack");
    }

    @Test
    void summary_gives_verdict_drills_and_broken_promises_with_their_hint() {
        String summary = Summary.of(Readiness.of(Drills.all(), Runs.RUN));

        assertThat(summary)
                .startsWith("## ❌ Not ready: 59 of 100\n\n2 of 14 promises broke")
                .contains("| Slow inference | ❌ broken | 5 | 2 | 0 |")
                .contains("### ❌ A05 alert HighRequestLatency&#123;job=\"inference\"&#125;")
                .contains("- hint: let a control alert that the silence does not match fire in its window")
                .contains("### ❔ S01 silence \"maintenance\"")
                .containsPattern("alerting rules: \\d+ loaded, \\d+ fired, \\d+ routed, \\d+ resolved");
        assertThat(summary.indexOf("### ❔")).isGreaterThan(summary.lastIndexOf("### ❌"));
    }

    @Test
    void summary_does_not_let_text_become_markup() {
        assertThat(Summary.escape("a|b <img> @all\n# x")).isEqualTo("a&#124;b &#60;img&#62; &#64;all &#35; x");
    }

    @Test
    void sarif_points_at_the_line_of_the_rule_that_people_edit() throws IOException {
        Files.createDirectory(folder.resolve(".git"));
        Path rules = Files.createDirectories(folder.resolve("rules")).resolve("latency.yml");
        Files.writeString(rules, "groups:\n- name: latency\n  rules:\n  - alert: HighRequestLatency\n    expr: 1\n");

        JsonNode run = sarif(Runs.RUN.withRuleFiles(List.of(rules)));

        assertThat(run.at("/results")).hasSize(1);
        assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("A05");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("rules/latency.yml");
        assertThat(run.at("/results/0/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(4);
        assertThat(run.at("/results/0/message/text").asText()).contains("to reach receiver oncall");
        assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("A05");
    }

    @Test
    void sarif_without_the_source_names_the_file_that_was_loaded() throws IOException {
        JsonNode location = sarif(Runs.RUN).at("/results/0/locations/0/physicalLocation");

        assertThat(location.at("/artifactLocation/uri").asText())
                .isEqualTo("file:///tmp/firedrill/prometheus/rules/latency.yml");
        assertThat(location.at("/region/startLine").asInt()).isEqualTo(1);
    }

    @Test
    void sarif_of_a_healthy_run_has_no_result() {
        JsonNode log = EvidenceFile.mapper().valueToTree(Sarif.of(List.of(Drills.healthy()), Runs.RUN));

        assertThat(log.at("/version").asText()).isEqualTo("2.1.0");
        assertThat(log.at("/runs/0/results").isArray()).isTrue();
        assertThat(log.at("/runs/0/results")).isEmpty();
    }

    private JsonNode sarif(RunInfo run) throws IOException {
        Path out = folder.resolve("out");
        Report.write(out, Drills.all(), run);
        return EvidenceFile.mapper()
                .readTree(out.resolve("readiness.sarif").toFile())
                .at("/runs/0");
    }

    private static Document xml(Readiness readiness) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(JunitXml.of(readiness).getBytes(StandardCharsets.UTF_8)));
    }
}
