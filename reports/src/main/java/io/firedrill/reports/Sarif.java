package io.firedrill.reports;

import io.firedrill.evidence.PrometheusName;
import io.firedrill.evidence.alert.Rule;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code readiness.sarif}: the broken promises that are about an alerting rule, at the line where the rule is written, so
 * that a code host can show them there.
 */
final class Sarif {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private record Finding(Judgement judgement, RuleFiles.Place place) {}

    private Sarif() {}

    /** The log as a tree of maps and lists, keys in the order of the standard. */
    static Map<String, Object> of(List<DrillResult> results, RunInfo run) {
        RuleFiles files = new RuleFiles(run.ruleFiles());
        return log(results.stream()
                .flatMap(result -> findings(result, files).stream())
                .toList());
    }

    /** Of rules by themselves. */
    static Map<String, Object> of(RuleReview review) {
        List<Finding> findings = new ArrayList<>();
        for (RuleResult result : review.rules()) {
            RuleFiles.Place place = RuleFiles.place(
                    Path.of(result.drill().file()), result.drill().line());
            result.judgements().stream()
                    .filter(judgement -> judgement.verdict() instanceof Verdict.Broken
                            || (judgement.verdict() instanceof Verdict.Kept
                                    && !judgement.verdict().hint().isEmpty()))
                    .forEach(judgement -> findings.add(new Finding(judgement, place)));
        }
        return log(findings);
    }

    private static Map<String, Object> log(List<Finding> findings) {
        return Json.object(
                "$schema",
                SCHEMA,
                "version",
                "2.1.0",
                "runs",
                List.of(Json.object(
                        "tool",
                        Json.object("driver", Json.object("name", "Firedrill", "rules", rules(findings))),
                        "results",
                        findings.stream().map(Sarif::result).toList())));
    }

    private static List<Finding> findings(DrillResult result, RuleFiles files) {
        List<Finding> findings = new ArrayList<>();
        for (Judgement judgement : result.judgements()) {
            if (judgement.verdict() instanceof Verdict.Broken) {
                rule(result, judgement)
                        .flatMap(files::place)
                        .ifPresent(place -> findings.add(new Finding(judgement, place)));
            }
        }
        return findings;
    }

    /** The rule with the longest name that the subject mentions as a whole word. */
    private static Optional<Rule> rule(DrillResult result, Judgement judgement) {
        return result.evidence().configuration().rules().stream()
                .filter(rule -> PrometheusName.isIn(rule.name(), judgement.subject()))
                .max(Comparator.comparingInt(rule -> rule.name().length()));
    }

    private static List<Map<String, Object>> rules(List<Finding> findings) {
        return Arrays.stream(Check.values())
                .filter(check -> findings.stream()
                        .anyMatch(finding -> finding.judgement().check() == check))
                .map(check -> Json.object("id", check.name(), "shortDescription", Json.object("text", check.title())))
                .toList();
    }

    private static Map<String, Object> result(Finding finding) {
        Verdict verdict = finding.judgement().verdict();
        boolean broken = verdict instanceof Verdict.Broken;
        String hint = verdict.hint().isEmpty() ? "" : ". " + verdict.hint();
        return Json.object(
                "ruleId",
                finding.judgement().check().name(),
                "level",
                broken ? "error" : "note",
                "message",
                Json.object(
                        "text",
                        finding.judgement().subject() + " was expected " + verdict.expected()
                                + (broken ? ", but " : ", and indeed ") + verdict.actual() + hint),
                "locations",
                List.of(Json.object("physicalLocation", location(finding.place()))),
                "partialFingerprints",
                Json.object("promise/v1", finding.judgement().id()));
    }

    private static Map<String, Object> location(RuleFiles.Place place) {
        Map<String, Object> artifact = place.relative()
                ? Json.object("uri", place.uri(), "uriBaseId", "%SRCROOT%")
                : Json.object("uri", place.uri());
        return Json.object("artifactLocation", artifact, "region", Json.object("startLine", place.line()));
    }
}
