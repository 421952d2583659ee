package io.firedrill.scenarios.synthesis;

import io.firedrill.assertions.rule.RuleVerdicts;
import io.firedrill.evidence.rule.LiveSeries;
import io.firedrill.evidence.rule.RuleDrill;
import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.evidence.rule.RuleRoute;
import io.firedrill.evidence.rule.RuleTrial;
import io.firedrill.evidence.rule.TestReview;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.scenarios.chain.ChainTier;
import io.firedrill.scenarios.promql.AlertRule;
import io.firedrill.scenarios.promql.Certainty;
import io.firedrill.scenarios.promql.Features;
import io.firedrill.scenarios.promql.Forgetfulness;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.workspace.WrittenRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Drills of rules that need no system: every alert of a set, in virtual time. Confined. */
public final class RuleDrills {
    /** How many worlds are tried for one alert and each part of its drill. */
    private static final long BUDGET = 30_000;

    private final RuleTools tools;
    private final Consumer<String> progress;
    private List<LogicTier.Outcome> outcomes = List.of();
    private Optional<LiveMetrics> live = Optional.empty();

    /**
     * Nothing is done yet.
     *
     * @param tools Prometheus and promtool
     * @param progress hears one line for each thing worth knowing
     */
    public RuleDrills(RuleTools tools, Consumer<String> progress) {
        this.tools = tools;
        this.progress = progress;
    }

    /**
     * From now on, a running Prometheus is asked whether it has what alerts read.
     *
     * @param url what it is called in verdicts
     * @param prometheus how it is asked; by queries only
     */
    public void compare(String url, PrometheusClient prometheus) {
        live = Optional.of(new LiveMetrics(url, prometheus));
    }

    /**
     * Holds them all.
     *
     * @param rules alerting and recording rules that are loaded together
     * @param pinned labels whose value is given
     * @return what is to be said of each alerting rule, in their order
     */
    public RuleReview hold(List<WrittenRule> rules, Map<String, String> pinned) {
        return hold(rules, pinned, Optional.empty());
    }

    /**
     * The same, and who would be told.
     *
     * @param rules alerting and recording rules that are loaded together
     * @param pinned labels whose value is given
     * @param alertmanager the team's configuration of Alertmanager; the tools must have been launched with amtool
     * @return what is to be said of each alerting rule, in their order
     * @throws io.firedrill.stacks.StackException if that configuration cannot be read
     */
    public RuleReview hold(List<WrittenRule> rules, Map<String, String> pinned, Optional<Path> alertmanager) {
        Optional<Routes> routes = alertmanager.map(file -> new Routes(tools, file));
        RuleSet set = RuleSet.of(rules, tools::parse);
        List<RuleDrill> drills = new ArrayList<>();
        set.refused().stream().filter(each -> each.rule().alerts()).forEach(each -> drills.add(refused(each)));
        outcomes = new LogicTier(tools, pinned, BUDGET, progress).hold(set.alerts());
        Company company = company();
        List<Optional<RuleRoute>> to = outcomes.parallelStream()
                .map(each -> routes.flatMap(any -> each.told().flatMap(any::of)))
                .toList();
        for (int i = 0; i < outcomes.size(); i++) {
            LogicTier.Outcome each = outcomes.get(i);
            drills.add(drill(each, to.get(i), company.twins(each.rule())));
        }
        Map<String, Integer> order = order(rules);
        drills.sort(Comparator.comparing(each -> order.getOrDefault(each.file() + ":" + each.line(), rules.size())));
        return review(drills);
    }

    private static RuleReview review(List<RuleDrill> drills) {
        List<RuleResult> results = new ArrayList<>();
        for (int i = 0; i < drills.size(); i++) {
            results.add(new RuleResult(drills.get(i), RuleVerdicts.judge(drills.get(i), i)));
        }
        return new RuleReview(RuleReview.SCHEMA_VERSION, results, TestReview.NONE);
    }

    /**
     * Tries every alert that fired in a live chain as well: Prometheus, Alertmanager, inboxes.
     *
     * @param held what was found out about them, by this
     * @param alertmanager the team's configuration; without it all are told to one webhook. The tools must have been launched with
     *     Alertmanager
     * @return the same, and what became of them there
     * @throws io.firedrill.stacks.StackException if the chain cannot be had
     */
    public RuleReview chain(RuleReview held, Optional<Path> alertmanager) {
        List<RuleDrill> drills = held.rules().stream().map(RuleResult::drill).toList();
        return review(new ChainDrills(new ChainTier(tools, progress), company()).hold(drills, outcomes, alertmanager));
    }

    private Company company() {
        return new Company(outcomes.stream().map(LogicTier.Outcome::rule).toList());
    }

    /**
     * Runs tests that a team has of its own, as they are, and again with a mistake in each rule that they watch.
     *
     * @param rules as they were held
     * @param files unit tests of promtool
     * @return what they say, and what they would notice
     * @throws io.firedrill.stacks.StackException if one is no such test
     */
    public TestReview tests(List<WrittenRule> rules, List<Path> files) {
        return new TeamTests(tools, rules).review(files, company().alerts());
    }

    /**
     * Plays the tests that a team has of its own in a live chain as well.
     *
     * @param files unit tests of promtool, which were run already
     * @param alertmanager as for {@link #chain}
     * @return of each alert that one of them expects, whether it was delivered
     * @throws io.firedrill.stacks.StackException if the chain cannot be had
     */
    public List<Judgement> replay(List<Path> files, Optional<Path> alertmanager) {
        Optional<Routes> routes = alertmanager.map(file -> new Routes(tools, file));
        return new Replays(tools, new ChainTier(tools, progress), company().alerts(), routes).of(files, alertmanager);
    }

    /**
     * Writes what was made up as unit tests of promtool: of every alert that does as its rule says, with what it says.
     *
     * @param folder where; made if it is not there
     * @return how many alerts have a test now; what promtool does not pass on the files as they are is not written
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public int writeTests(Path folder) {
        return new KeptTests(tools, folder).write(outcomes);
    }

    private static Map<String, Integer> order(List<WrittenRule> rules) {
        Map<String, Integer> order = new HashMap<>();
        rules.forEach(each -> order.putIfAbsent(each.place(), order.size()));
        return order;
    }

    private static RuleDrill refused(RuleSet.Refused refused) {
        Optional<String> invalid = refused.valid() ? Optional.empty() : Optional.of(refused.reason());
        return drill(
                refused.rule(),
                new Proofs(invalid, Optional.empty(), Optional.empty(), false, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "it " + refused.reason());
    }

    private RuleDrill drill(LogicTier.Outcome outcome, Optional<RuleRoute> route, List<String> twins) {
        AlertRule rule = outcome.rule();
        Proofs proofs = new Proofs(
                outcome.told().flatMap(Told::refused),
                Certainty.never(rule.condition(), rule.recordings()),
                Certainty.always(rule.condition(), rule.recordings()),
                rule.condition().all().noneMatch(Expr.Select.class::isInstance),
                Forgetfulness.of(rule.condition(), rule.written().holdFor()));
        return drill(
                rule.written(),
                proofs,
                trial(outcome),
                route,
                live.map(each -> each.of(rule)),
                twins,
                Features.of(rule),
                outcome.scenario().isPresent() && outcome.told().isEmpty()
                        ? "promtool did not say what it does"
                        : outcome.reason());
    }

    /** What is certain without a trial. */
    private record Proofs(
            Optional<String> invalid,
            Optional<String> contradiction,
            Optional<String> tautology,
            boolean alwaysOn,
            Optional<String> forgets) {}

    private static RuleDrill drill(
            WrittenRule rule,
            Proofs proofs,
            Optional<RuleTrial> trial,
            Optional<RuleRoute> route,
            Optional<LiveSeries> live,
            List<String> twins,
            List<String> features,
            String reason) {
        return new RuleDrill(
                rule.name(),
                rule.group(),
                rule.file().toString(),
                rule.line(),
                rule.expr().strip(),
                rule.holdFor(),
                proofs.invalid(),
                proofs.contradiction(),
                proofs.tautology(),
                proofs.alwaysOn(),
                proofs.forgets(),
                trial,
                route,
                Optional.empty(),
                live,
                twins,
                features,
                reason);
    }

    private static Optional<RuleTrial> trial(LogicTier.Outcome outcome) {
        return outcome.scenario().flatMap(scenario -> outcome.told().map(told -> trial(scenario, told)));
    }

    private static RuleTrial trial(Scenario scenario, Told told) {
        return new RuleTrial(
                Instant.ofEpochMilli(scenario.start()),
                scenario.pace().interval(),
                SeriesText.of(scenario),
                scenario.below()
                        .map(below -> new RuleTrial.Quiet(
                                scenario.isNear(),
                                below.structure().seats().size(),
                                Duration.ofMillis(
                                        below.phase().end() - below.phase().due()),
                                told.firedEarly())),
                told.alerts(),
                told.pending(),
                scenario.pace().ticks(scenario.pace().hold()),
                scenario.healed().map(healed -> !told.firesLate()),
                told.trouble());
    }
}
