package io.firedrill.scenarios.cli;

import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.reports.RuleReport;
import io.firedrill.reports.RuleText;
import io.firedrill.scenarios.synthesis.RuleDrills;
import io.firedrill.scenarios.synthesis.RuleSource;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.access.Access;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.workspace.WrittenRule;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
                    + " Then the same series are scraped by a live Prometheus, at another pace, and its alerts delivered by Alertmanager."
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
                    "your configuration of Alertmanager: who is told of each alert, and in what words; its receivers lead to inboxes,"
                            + " and nothing leaves this machine")
    private Optional<Path> alertmanager = Optional.empty();

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description =
                    "a running Prometheus: whether it has the series that each alert reads; it is sent queries only")
    private Optional<URI> prometheus = Optional.empty();

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description = "headers for it, a line each, such as 'Authorization: Bearer ...'")
    private Optional<Path> headers = Optional.empty();

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
                    "unit tests of promtool that you have: run as they are, again with a mistake in each rule that they watch, and played"
                            + " in the live chain")
    private List<String> own = List.of();

    @Option(
            names = "--write-tests",
            paramLabel = "DIR",
            description = "where to write what was made up as unit tests of promtool, to be kept")
    private Optional<Path> tests = Optional.empty();

    @Option(
            names = "--no-chain",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "leave out the live chain: a Prometheus that scrapes what was made up, and an Alertmanager that delivers to"
                            + " inboxes")
    private boolean chain = true;

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
        Optional<Access> running = prometheus.map(url -> PrometheusUrl.access(spec, url, headers));
        RuleReview review;
        try (RuleTools prometheus = RuleTools.launch(settings, chain || alertmanager.isPresent(), err::println)) {
            RuleDrills drills = new RuleDrills(prometheus, err::println);
            running.ifPresent(each -> drills.compare(each.base().toString(), new PrometheusClient(each)));
            RuleReview logic = drills.hold(written, labels, alertmanager);
            RuleReview held = chain ? drills.chain(logic, alertmanager) : logic;
            review = own.isEmpty() ? held : held.with(tests(drills, written));
            tests.ifPresent(folder -> err.println(drills.writeTests(folder) + " alerts have a unit test in " + folder));
        }
        spec.commandLine().getOut().print(RuleText.of(review));
        spec.commandLine().getOut().flush();
        report.ifPresent(folder -> RuleReport.write(folder, review));
        if (review.tests().files().stream().anyMatch(each -> !each.passed())) {
            return ExitCode.BROKEN.code();
        }
        return exit(review);
    }

    private TestReview tests(RuleDrills drills, List<WrittenRule> written) {
        List<Path> files = RuleSource.files(own);
        TestReview run = drills.tests(written, files);
        return chain ? run.with(drills.replay(files, alertmanager)) : run;
    }

    private static int exit(RuleReview review) {
        return ExitCode.of(Stream.concat(
                                review.rules().stream()
                                        .map(RuleResult::judgements)
                                        .flatMap(List::stream),
                                review.tests().replays().stream())
                        .map(Judgement::verdict)
                        .toList())
                .code();
    }
}
