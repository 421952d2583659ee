package io.firedrill.scenarios.junit;

import io.firedrill.assertions.FailureText;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.scenarios.session.DrillSession;
import io.firedrill.scenarios.session.FailOn;
import io.firedrill.scenarios.session.RemoteRun;
import io.firedrill.stacks.StackException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Drills as dynamic tests. Thread-safe. */
public final class DrillTests {
    private static final String WHOLE_RUN = "the whole run";

    private DrillTests() {}

    /**
     * A container for each selected drill: first a test that holds it, then one for each of its promises. What
     * {@code firedrill.fail-on} lets pass and is not kept counts as skipped, with its reason.
     *
     * @param session what holds them
     * @param drills in the order in which they are to be held
     * @return the tests, for a {@code @TestFactory}
     */
    public static Stream<DynamicNode> of(DrillSession session, List<Drill> drills) {
        try {
            return session.select(drills).stream().map(drill -> container(session, drill));
        } catch (StackException e) {
            throw plain(e);
        }
    }

    /**
     * The same for all drills there are, and after them what only the whole run shows: whether every loaded alerting rule is
     * exercised, whether the configurations tell a secret, and whether the rules that Grafana manages can be drilled. What a selection of drills leaves undecided there counts as
     * skipped.
     *
     * @param session what holds them
     * @param plan every drill of the workspace, in the order in which they are to be held
     * @return the tests, for a {@code @TestFactory}
     */
    public static Stream<DynamicNode> ofAll(DrillSession session, List<Drill> plan) {
        DynamicTest rules = DynamicTest.dynamicTest("A18-rules", () -> judgeWhole(session, plan));
        Stream<DynamicTest> files = Stream.of(session)
                .flatMap(each -> each.judgeConfiguration().stream())
                .map(judgement ->
                        DynamicTest.dynamicTest(judgement.id(), () -> check(session.failOn(), WHOLE_RUN, judgement)));
        return Stream.concat(
                of(session, plan),
                Stream.of(DynamicContainer.dynamicContainer("whole-run", Stream.concat(Stream.of(rules), files))));
    }

    /**
     * A system that already runs, watched as it stands, and then a test for each judgement about it.
     *
     * @param run what watches it
     * @return the tests, for a {@code @TestFactory}
     */
    public static Stream<DynamicNode> of(RemoteRun run) {
        try {
            return run.hold().stream()
                    .map(judgement -> DynamicTest.dynamicTest(
                            judgement.id(), () -> check(run.failOn(), RemoteRun.NAME, judgement)));
        } catch (StackException e) {
            throw plain(e);
        }
    }

    private static void judgeWhole(DrillSession session, List<Drill> plan) {
        Judgement whole = session.judgeWhole(plan)
                .orElseThrow(() -> bare(new TestAbortedException("the selected drills do not decide it")));
        check(session.failOn(), WHOLE_RUN, whole);
    }

    private static DynamicNode container(DrillSession session, Drill drill) {
        List<DrillResult> held = new ArrayList<>();
        DynamicTest hold = DynamicTest.dynamicTest("is held", () -> hold(session, drill, held));
        Stream<DynamicTest> promises = IntStream.range(0, drill.promises().size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        drill.promises().get(i).id(), () -> check(session, drill, result(drill, held), i)));
        return DynamicContainer.dynamicContainer(drill.id(), Stream.concat(Stream.of(hold), promises));
    }

    private static void hold(DrillSession session, Drill drill, List<DrillResult> held) {
        try {
            held.add(session.hold(drill));
        } catch (StackException e) {
            boolean told = e.getCause() instanceof StackException;
            throw told ? bare(new TestAbortedException(e.getMessage())) : plain(e);
        }
    }

    private static DrillResult result(Drill drill, List<DrillResult> held) {
        return held.stream()
                .findFirst()
                .orElseThrow(() -> new TestAbortedException("drill '" + drill.name() + "' was not held"));
    }

    private static void check(DrillSession session, Drill drill, DrillResult result, int index) {
        check(session.failOn(), drill.name(), result.judgements().get(index));
    }

    static void check(FailOn failOn, String drill, Judgement judgement) {
        Verdict verdict = judgement.verdict();
        String text = FailureText.of(drill, List.of(judgement));
        if (failOn.fails(verdict)) {
            throw bare(new AssertionFailedError(text, verdict.expected(), verdict.actual()));
        }
        if (!(verdict instanceof Verdict.Kept)) {
            throw bare(new TestAbortedException(text));
        }
    }

    /** What is wrong with the environment, in its own words: where in our code it was noticed helps nobody. */
    static RuntimeException plain(StackException e) {
        return bare(new StackException(Optional.ofNullable(e.getMessage()).orElse("")));
    }

    static <T extends Throwable> T bare(T thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }
}
