package io.firedrill.scenarios.session;

import io.firedrill.assertions.CoveragePromises;
import io.firedrill.assertions.DashboardPromises;
import io.firedrill.assertions.Judge;
import io.firedrill.assertions.MetricPromises;
import io.firedrill.assertions.PanelSights;
import io.firedrill.assertions.Promise;
import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.StackInfo;
import io.firedrill.evidence.Witness;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.metric.MetricEvidence;
import io.firedrill.evidence.metric.ScrapeTarget;
import io.firedrill.evidence.verdict.Check;
import io.firedrill.evidence.verdict.DrillResult;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.evidence.verdict.Verdict;
import io.firedrill.reports.Report;
import io.firedrill.reports.RunInfo;
import io.firedrill.reports.SystemText;
import io.firedrill.scenarios.drill.Drill;
import io.firedrill.stacks.Settings;
import io.firedrill.stacks.StackException;
import io.firedrill.stacks.dashboard.PanelQuery;
import io.firedrill.stacks.observe.Recorder;
import io.firedrill.stacks.observe.Recording;
import io.firedrill.stacks.observe.RecordingPlan;
import io.firedrill.stacks.remote.Examiner;
import io.firedrill.stacks.remote.GrafanaReader;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A system that already runs: watched as it stands, with nothing but queries, and then drilled as its file plans and permits.
 * Confined to one thread.
 */
public final class RemoteRun {
    /** What the drill is called. */
    public static final String NAME = "as it stands";

    static final String ID = RemoteDrill.WATCH;
    private static final String STORY =
            "Nothing is sent but queries, nothing is broken: what the monitoring tells of itself is held to what it does.";
    private static final String READ_ONLY =
            "Read-only: nothing was written to this system, no traffic was sent to it, and no"
                    + " fault or silence was made. What was delivered there nobody saw.";
    private static final String WRITTEN = "This was done to the system, and nothing else but queries:";
    private static final Duration POLL = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int INTERVALS = 3;

    /** What Grafana takes a data source to be scraped at that does not say. */
    private static final Duration SCRAPE = Duration.ofSeconds(15);

    /** A silence that lasts longer is a rule that somebody switched off. */
    private static final Duration LONGEST_SILENCE = Duration.ofDays(7);

    private final RemoteSystem system;
    private final Path folder;
    private final FailOn failOn;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();

    private RemoteRun(RemoteSystem system, Path folder, FailOn failOn, Consumer<String> progress) {
        this.system = system;
        this.folder = folder;
        this.failOn = failOn;
        this.progress = progress;
    }

    /**
     * Reads the file that the setting {@code firedrill.config} names; asks nothing yet.
     *
     * @param settings what the person asked for
     * @param environment where secrets are looked up, empty if one is not set
     * @param progress hears one line for each thing worth knowing
     * @return a run
     * @throws StackException if a setting or the file is wrong
     */
    public static RemoteRun of(Settings settings, UnaryOperator<String> environment, Consumer<String> progress) {
        Path file = settings.find("firedrill.config")
                .map(Path::of)
                .orElseThrow(() ->
                        new StackException("firedrill.config is missing: it names the file with the section remote,"
                                + " e.g. -Dfiredrill.config=staging.yaml"));
        return new RemoteRun(
                RemoteSystem.read(file, environment), RunReport.folder(settings), FailOn.of(settings), progress);
    }

    /**
     * Which verdicts make the run fail.
     *
     * @return as the settings say
     */
    public FailOn failOn() {
        return failOn;
    }

    /**
     * Looks at every endpoint, watches what can be watched, judges it, and writes the report.
     *
     * @return every judgement: those of the watch, then those of the endpoints
     * @throws StackException if the report cannot be written
     */
    public List<Judgement> hold() {
        Instant start = clock.instant();
        Optional<GrafanaReader.Found> grafana = grafana();
        SystemSighting found = new Examiner(clock, PATIENCE)
                .examine(system)
                .with(grafana.map(GrafanaReader.Found::rules).orElse(List.of()));
        List<Judgement> exposures = Judging.found(found);
        progress.accept(SystemText.of(found, exposures).strip());
        StackInfo stack = stack(found);
        Seen seen = seen(found, stack, grafana.map(GrafanaReader.Found::panels).orElse(List.of()));
        RunInfo run = new RunInfo(system.title(), start, Duration.between(start, clock.instant()), stack)
                .withNotes(notes(seen.transcript(), grafana))
                .withNotRun(seen.notHeld())
                .withSuite(exposures)
                .withSystem(found);
        RunReport.written(() -> Report.write(folder, seen.results(), run))
                .lines(folder)
                .forEach(progress);
        return Stream.of(
                        seen.results().stream().flatMap(each -> each.judgements().stream()),
                        seen.notHeld().stream().map(this::notHeld),
                        exposures.stream())
                .flatMap(each -> each)
                .toList();
    }

    private record Seen(List<DrillResult> results, List<RunInfo.NotRun> notHeld, List<String> transcript) {}

    private Optional<GrafanaReader.Found> grafana() {
        return system.endpoints().stream()
                .filter(each -> each.kind() == EndpointKind.GRAFANA)
                .findFirst()
                .map(each -> GrafanaReader.read(each, SCRAPE, clock, PATIENCE));
    }

    private Seen seen(SystemSighting found, StackInfo stack, List<PanelQuery> panels) {
        RemoteDrills drills = new RemoteDrills(system, progress, clock);
        Optional<String> obstacle = obstacle(found);
        if (obstacle.isPresent()) {
            progress.accept("it is not watched: " + obstacle.get());
            drills.refuse(obstacle.get());
            RunInfo.NotRun watch = new RunInfo.NotRun(ID, NAME, obstacle.get());
            return new Seen(
                    List.of(),
                    Stream.concat(Stream.of(watch), drills.notHeld().stream()).toList(),
                    List.of());
        }
        DrillResult watch = judged(watched(stack, panels));
        progress.accept(String.join("\n", DrillLines.of(watch)));
        drills.hold(stack);
        return new Seen(
                Stream.concat(Stream.of(watch), drills.results().stream()).toList(),
                drills.notHeld(),
                drills.transcript());
    }

    /** What a drill is about before anything else. */
    private static Check first(RemoteDrill drill) {
        return drill.fault().isPresent() ? Check.A01 : drill.post().isPresent() ? Check.A05 : Check.T01;
    }

    /** Or endpoints that are closed would pass for a system that was watched, and an alert that fires for one that was drilled. */
    private Judgement notHeld(RunInfo.NotRun drill) {
        boolean watch = drill.id().equals(ID);
        Check check = system.drills().stream()
                .filter(each -> each.id().equals(drill.id()))
                .findFirst()
                .map(RemoteRun::first)
                .orElse(Check.M04);
        return new Judgement(
                watch ? "M04-targets" : check + "-" + drill.id(),
                check,
                watch ? "scrape targets" : "drill '" + drill.name() + "'",
                new Verdict.Inconclusive("to be held", "it is not held: " + drill.reason(), "", List.of()));
    }

    private static List<String> notes(List<String> transcript, Optional<GrafanaReader.Found> grafana) {
        return Stream.of(
                        Stream.of(transcript.isEmpty() ? READ_ONLY : WRITTEN),
                        transcript.stream(),
                        grafana.stream()
                                .flatMap(each -> each.unread().stream())
                                .map(each -> "of Grafana was not read: " + each))
                .flatMap(each -> each)
                .toList();
    }

    /**
     * The drills that a file plans.
     *
     * @param system what it says
     * @return in its order, whether or not they may be held
     */
    public static List<Drill> drills(RemoteSystem system) {
        return system.drills().stream().map(RemotePlan::drill).toList();
    }

    /**
     * What would be done, without asking or doing anything.
     *
     * @return lines for a person
     */
    public List<String> foretold() {
        return new DryRun(system).lines();
    }

    private Optional<String> obstacle(SystemSighting found) {
        return Stream.of("prometheus", "alertmanager")
                .filter(kind -> found.endpoints().stream()
                        .noneMatch(each -> each.kind().equals(kind)
                                && each.questions().get(0).answer() == Answer.GIVEN))
                .findFirst()
                .map(kind -> "it takes a " + kind + " that answers: see remote." + kind + " in " + system.file());
    }

    private static StackInfo stack(SystemSighting found) {
        return new StackInfo(
                "remote",
                "asked for",
                1,
                found.endpoints().stream()
                        .map(each -> new StackInfo.Component(
                                each.name(), each.version().orElse("unknown")))
                        .toList());
    }

    private Evidence watched(StackInfo stack, List<PanelQuery> panels) {
        progress.accept("watching it for " + system.watch().toSeconds() + " s");
        RecordingPlan plan = new RecordingPlan(List.of(), List.of(), List.of(), List.of(), true, false, Set.of());
        try (Recording recording = Recorder.watching(system, panels, POLL).begin(plan)) {
            Instant zero = clock.instant();
            recording.zero(zero);
            return recording.finish(
                    new DrillInfo(ID, NAME, STORY, zero, system.watch()), stack, List.of(), List.of(), List.of());
        }
    }

    static DrillResult judged(Evidence evidence) {
        return new DrillResult(
                evidence, Judge.judge(evidence, promises(evidence)), List.of(), List.of(), PanelSights.of(evidence));
    }

    /** Of what there is: a system without silences promises nothing of them. What could not be read is promised all the same. */
    private static List<Promise> promises(Evidence evidence) {
        MetricEvidence metrics = evidence.metrics();
        boolean unread = !metrics.gaps().isEmpty();
        Duration longest = metrics.targets().stream()
                .map(ScrapeTarget::interval)
                .max(Duration::compareTo)
                .orElse(Duration.ofMinutes(1));
        List<Promise> promises = new ArrayList<>();
        promises.add(MetricPromises.targetsAreScraped(longest.multipliedBy(INTERVALS)));
        if (unread || !metrics.recordings().isEmpty()) {
            promises.add(MetricPromises.recordingsAreTrue());
        }
        if (unread || !metrics.windows().isEmpty()) {
            promises.add(MetricPromises.windowsAreFilled());
        }
        if (!metrics.panels().isEmpty()) {
            promises.add(DashboardPromises.panelsDraw());
        }
        boolean deaf = evidence.gaps().stream().anyMatch(gap -> gap.witness() == Witness.ALERTMANAGER);
        if (deaf || !evidence.standing().isEmpty()) {
            promises.add(CoveragePromises.silencesAreInOrder(LONGEST_SILENCE));
        }
        return promises;
    }
}
