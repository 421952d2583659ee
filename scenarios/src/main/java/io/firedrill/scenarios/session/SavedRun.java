package io.firedrill.scenarios.session;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.reports.Readiness;
import io.firedrill.reports.Report;
import io.firedrill.reports.RunInfo;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run whose report is in a folder: its evidence is judged again, by the promises of today, and the report is written anew.
 * Nothing is launched. Confined to one thread.
 */
public final class SavedRun {
    private final Readiness told;
    private final List<Evidence> evidence;
    private final Optional<SystemSighting> system;

    private SavedRun(Readiness told, List<Evidence> evidence, Optional<SystemSighting> system) {
        this.told = told;
        this.evidence = evidence;
        this.system = system;
    }

    /**
     * Reads what a run left.
     *
     * @param folder the folder of its report
     * @return the run
     * @throws StackException if there is no report
     * @throws java.io.UncheckedIOException if a file cannot be read; the message names it
     */
    public static SavedRun read(Path folder) {
        Path readiness = folder.resolve("readiness.json");
        if (!Files.isRegularFile(readiness)) {
            throw new StackException(
                    folder + " holds no report: there is no readiness.json; name the folder that a run wrote"
                            + " its report to");
        }
        Readiness told = EvidenceFile.read(readiness, Readiness.class);
        return new SavedRun(
                told,
                told.drills().stream()
                        .filter(Readiness.Drill::ran)
                        .map(drill -> EvidenceFile.read(Report.evidence(folder, drill.id()), Evidence.class))
                        .toList(),
                Optional.of(Report.endpoints(folder))
                        .filter(Files::isRegularFile)
                        .map(file -> EvidenceFile.read(file, SystemSighting.class)));
    }

    /**
     * How fast it was.
     *
     * @return how many times faster than written everything ran
     */
    public double timeScale() {
        return told.stack().timeScale();
    }

    /**
     * Judges again and writes the report.
     *
     * @param to the folder of the new report
     * @param ruleFiles the rule files as people edit them
     * @param plan all drills there are of what was drilled
     * @return the new outcome
     * @throws StackException if a drill is not of the plan: what it promises is not known here
     * @throws java.io.UncheckedIOException if a file cannot be written; the message names it
     */
    public Readiness write(Path to, List<Path> ruleFiles, List<Drill> plan) {
        Map<String, Drill> known = plan.stream().collect(Collectors.toMap(Drill::id, Function.identity()));
        List<DrillResult> results =
                evidence.stream().map(seen -> judged(seen, known)).toList();
        RunInfo run = new RunInfo(told.title(), told.startedAt(), told.took(), told.stack())
                .withNotes(told.notes())
                .withNotRun(notRun())
                .withSuite(suite(plan, results))
                .withRuleFiles(ruleFiles);
        return Report.write(to, results, system.map(run::withSystem).orElse(run));
    }

    /**
     * What is judged otherwise than it was.
     *
     * @param now the new outcome
     * @return a line for each promise
     */
    public List<String> changes(Readiness now) {
        Map<String, String> before = verdicts(told);
        List<String> changes = new ArrayList<>();
        verdicts(now).forEach((promise, verdict) -> {
            String was = before.getOrDefault(promise, "not made");
            if (!was.equals(verdict)) {
                changes.add(promise + " was " + was + " and is " + verdict);
            }
        });
        return changes;
    }

    private static Map<String, String> verdicts(Readiness of) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        of.drills()
                .forEach(drill -> drill.promises()
                        .forEach(promise -> verdicts.put(drill.id() + "/" + promise.id(), promise.verdict())));
        of.suite().forEach(promise -> verdicts.put(promise.id(), promise.verdict()));
        return verdicts;
    }

    private static DrillResult judged(Evidence seen, Map<String, Drill> known) {
        String id = seen.drill().id();
        if (id.equals(RemoteRun.ID)) {
            return RemoteRun.judged(seen);
        }
        Drill drill = Optional.ofNullable(known.get(id))
                .orElseThrow(() ->
                        new StackException("drill '" + id + "' is not one that Firedrill ships: what it promises is"
                                + " in the file that plans it (--config), or in the test that held it, which alone can"
                                + " judge it again"));
        return Judging.of(seen, drill);
    }

    /** As far as it was judged then: what a person's own selection leaves undecided was left out. */
    private List<Judgement> suite(List<Drill> plan, List<DrillResult> results) {
        Set<String> then = told.suite().stream().map(Readiness.Promise::id).collect(Collectors.toSet());
        Map<String, DrillResult> held = results.stream()
                .collect(Collectors.toMap(each -> each.evidence().drill().id(), Function.identity()));
        Judgement rules = Judging.rules(plan, drill -> Optional.ofNullable(held.get(drill.id())));
        return Stream.concat(Stream.of(rules), system.stream().flatMap(found -> Judging.found(found).stream()))
                .filter(judgement -> then.contains(judgement.id()))
                .toList();
    }

    private List<RunInfo.NotRun> notRun() {
        return told.drills().stream()
                .filter(drill -> !drill.ran())
                .map(drill -> new RunInfo.NotRun(drill.id(), drill.name(), drill.story()))
                .toList();
    }
}
