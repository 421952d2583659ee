package io.firedrill.scenarios.cli;

import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.reports.RuleReport;
import io.firedrill.reports.RuleText;
import io.firedrill.scenarios.synthesis.RuleDrills;
import io.firedrill.scenarios.synthesis.RuleSource;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.workspace.WrittenRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drills rules that need no system. */
@Command(
        name = "rules",
        description = {
            "Drills every alert of some rule files without any system: makes up series under which it fires, stays quiet just below"
                    + " its threshold, and ends, and has Prometheus' own engine say what it does, with its real for and windows."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every alert does as its rule says",
            "1:one does not, such as one that can never fire; or a test of --tests fails",
            "2:it was called wrongly, or what it needs is not there",
            "3:of one it cannot be said, and none is broken"
        },
        footer = {
            "",
            "Examples:",
            "  firedrill rules --rules 'prometheus/rules/*.yml' --alertmanager alertmanager.yml",
            "  firedrill rules --rules 'deploy/**/*-rules.yaml' --labels cluster=eu,team=pay --report target/rules"
        })
final class RulesCommand implements Callable<Integer> {
    @Option(
            names = "--rules",
            paramLabel = "GLOB",
            required = true,
            description =
                    "rule files, or manifests with PrometheusRule objects; ** stands for folders. May be given again: all of"
                            + " them are loaded together")
    private List<String> rules = List.of();

    @Option(
            names = "--alertmanager",
            paramLabel = "FILE",
            description =
                    "your configuration of Alertmanager: who would be told of each alert, by its routes; nothing is sent")
    private Optional<Path> alertmanager = Optional.empty();

    @Option(
            names = "--labels",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "labels that every made-up series has, where its selector allows it")
    private Map<String, String> labels = Map.of();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "where to write rules.html, rules.json and rules.sarif")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--tests",
            paramLabel = "GLOB",
            description =
                    "unit tests of promtool that you have: run as they are, and again with a mistake in each rule that they watch")
    private List<String> own = List.of();

    @Option(
            names = "--write-tests",
            paramLabel = "DIR",
            description = "where to write what was made up as unit tests of promtool, to be kept")
    private Optional<Path> tests = Optional.empty();

    @Option(names = "--stack", paramLabel = "MODE", description = "where Prometheus runs: auto, containers or native")
    private Optional<String> stack = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    RulesCommand() {}

    @Override
    public Integer call() {
        List<WrittenRule> written = RuleSource.read(rules);
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = Settings.current()
                .with(stack.map(mode -> Map.of("firedrill.stack", mode)).orElse(Map.of()));
        RuleReview review;
        try (RuleTools prometheus = RuleTools.launch(settings, alertmanager.isPresent(), err::println)) {
            RuleDrills drills = new RuleDrills(prometheus, err::println);
            RuleReview held = drills.hold(written, labels, alertmanager);
            review = own.isEmpty() ? held : held.with(drills.tests(written, RuleSource.files(own)));
            tests.ifPresent(folder -> err.println(drills.writeTests(folder) + " alerts have a unit test in " + folder));
        }
        spec.commandLine().getOut().print(RuleText.of(review));
        spec.commandLine().getOut().flush();
        report.ifPresent(folder -> RuleReport.write(folder, review));
        if (review.tests().files().stream().anyMatch(each -> !each.passed())) {
            return ExitCode.BROKEN.code();
        }
        return ExitCode.of(review.rules().stream()
                        .map(RuleResult::judgements)
                        .flatMap(List::stream)
                        .map(Judgement::verdict)
                        .toList())
                .code();
    }
}
