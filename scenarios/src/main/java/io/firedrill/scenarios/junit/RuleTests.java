package io.firedrill.scenarios.junit;

import io.firedrill.evidence.rule.RuleResult;
import io.firedrill.evidence.rule.RuleReview;
import io.firedrill.reports.RuleReport;
import io.firedrill.scenarios.session.FailOn;
import io.firedrill.scenarios.session.RunReport;
import io.firedrill.scenarios.synthesis.RuleDrills;
import io.firedrill.scenarios.synthesis.RuleSource;
import io.firedrill.stacks.RuleTools;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.workspace.WrittenRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Drills of rules as dynamic tests. Thread-safe. */
public final class RuleTests {
    private static final String SETTING = "firedrill.rules";
    private static final String ALERTMANAGER = "firedrill.rules.alertmanager";
    private static final String CHAIN = "firedrill.rules.chain";

    private RuleTests() {}

    /**
     * Holds a drill of every alert that {@code firedrill.rules} names, writes the report, and gives a container for each alert with a
     * test for each judgement.
     *
     * @param settings what the person asked for
     * @param progress hears one line for each thing worth knowing
     * @return the tests, for a {@code @TestFactory}
     * @throws StackException if no rules are named, or what is needed is not there
     */
    public static Stream<DynamicNode> of(Settings settings, Consumer<String> progress) {
        try {
            String pattern = settings.find(SETTING)
                    .orElseThrow(() -> new StackException(SETTING + " names no files; give it a path or a pattern"));
            RuleReview review = review(settings, RuleSource.read(List.of(pattern)), progress);
            Path folder = RunReport.folder(settings);
            RuleReport.write(folder, review);
            progress.accept("report: " + folder.resolve("rules.html"));
            FailOn failOn = FailOn.of(settings);
            return review.rules().stream().map(rule -> container(failOn, rule));
        } catch (StackException e) {
            throw DrillTests.plain(e);
        }
    }

    private static RuleReview review(Settings settings, List<WrittenRule> rules, Consumer<String> progress) {
        boolean chain = !settings.find(CHAIN).orElse("true").equals("false");
        Optional<Path> alertmanager = settings.find(ALERTMANAGER).map(Path::of);
        try (RuleTools tools = RuleTools.launch(settings, chain || alertmanager.isPresent(), progress)) {
            RuleDrills drills = new RuleDrills(tools, progress);
            RuleReview held = drills.hold(rules, Map.of(), alertmanager);
            return chain ? drills.chain(held, alertmanager) : held;
        }
    }

    private static DynamicNode container(FailOn failOn, RuleResult rule) {
        String name = rule.drill().name();
        return DynamicContainer.dynamicContainer(
                name,
                rule.judgements().stream()
                        .map(judgement -> DynamicTest.dynamicTest(
                                judgement.id(), () -> DrillTests.check(failOn, name, judgement))));
    }
}
