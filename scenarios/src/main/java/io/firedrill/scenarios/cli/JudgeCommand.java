package io.firedrill.scenarios.cli;

import io.firedrill.assertions.history.Hindsight;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.history.AlertHistory;
import io.firedrill.evidence.history.HistoryReview;
import io.firedrill.evidence.history.Incident;
import io.firedrill.evidence.history.IncidentReview.Outcome;
import io.firedrill.evidence.history.Stretch;
import io.firedrill.reports.HistoryText;
import io.firedrill.stacks.observe.AlertHistoryReader;
import io.firedrill.stacks.observe.PrometheusClient;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.IncidentFile;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Judges alerts by incidents of the past. Sends nothing but queries. */
@Command(
        name = "judge",
        description = {
            "Judges alerts by faults and incidents of the past, from what Prometheus remembers: which of them were noticed,"
                    + " by what, how long after, and which alerts were noise. It sends queries and nothing else."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every incident was noticed, by every alert that it expects",
            "1:one was missed",
            "2:it was called wrongly, or Prometheus cannot be asked",
            "3:history does not say of one, and none was missed"
        },
        footer = {
            "",
            "faults.yaml:",
            "  ignore: [Watchdog]          # not about anything being broken",
            "  grace: 5m                   # how long after its end an alert may still begin because of it",
            "  faults:",
            "    - name: provider outage",
            "      from: 2026-11-24T12:03:00Z",
            "      to: 2026-11-24T12:14:00Z",
            "      expect: [HighErrorRate, 'TargetDown{service=\"inference\"}']   # any alert, if left out",
            "",
            "Example:",
            "  firedrill judge --prometheus https://prometheus.example.com --faults faults.yaml --json review.json"
        })
final class JudgeCommand implements Callable<Integer> {
    /** So that an alert that fired before an incident is seen to have. */
    private static final Duration BEFORE = Duration.ofHours(1);

    @Option(
            names = "--prometheus",
            paramLabel = "URL",
            description =
                    "base URL, with its path prefix if there is one; of anything that speaks Prometheus' API, such"
                            + " as Thanos, Mimir or VictoriaMetrics")
    private Optional<URI> prometheus = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "in place of --prometheus: the first one in its section remote, see 'firedrill help doctor'")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--faults", paramLabel = "FILE", required = true, description = "what happened, and when")
    private Path faults = Path.of("");

    @Option(
            names = "--headers",
            paramLabel = "FILE",
            description =
                    "headers to send, a line each, such as 'Authorization: Bearer ...' or 'X-Scope-OrgID: team-a'")
    private Optional<Path> headers = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "from when on alerts count (default: an hour before the first incident)")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "TIME",
            description = "until when (default: an hour and the grace after the last incident, or now)")
    private Optional<String> to = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "where to write the same for scripts")
    private Optional<Path> json = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    JudgeCommand() {}

    @Override
    public Integer call() {
        IncidentFile file = IncidentFile.read(faults);
        AlertHistory history = new AlertHistoryReader(client()).read(time(file));
        HistoryReview review = Hindsight.review(history, file.incidents(), file.grace(), file.ignored());
        spec.commandLine().getOut().print(HistoryText.of(review));
        spec.commandLine().getOut().flush();
        json.ifPresent(target -> EvidenceFile.write(target, review));
        return exit(review).code();
    }

    static ExitCode exit(HistoryReview review) {
        if (review.incidents().stream()
                .anyMatch(each ->
                        each.outcome() == Outcome.MISSED || !each.missing().isEmpty())) {
            return ExitCode.BROKEN;
        }
        boolean open = review.incidents().stream().anyMatch(each -> each.outcome() == Outcome.UNDECIDED);
        return open ? ExitCode.INCONCLUSIVE : ExitCode.KEPT;
    }

    private PrometheusClient client() {
        if (prometheus.isPresent() == config.isPresent()) {
            throw wrong("either --prometheus URL or --config FILE says where Prometheus is");
        }
        return config.map(this::ofFile).orElseGet(() -> ofUrl(prometheus.orElseThrow()));
    }

    private PrometheusClient ofFile(Path file) {
        if (headers.isPresent()) {
            throw wrong("--headers goes with --prometheus; write them into " + file);
        }
        return RemoteSystem.read(file, DoctorCommand::variable).of(EndpointKind.PROMETHEUS).stream()
                .findFirst()
                .map(endpoint -> new PrometheusClient(endpoint.access()))
                .orElseThrow(() -> wrong(file + " names no remote.prometheus; add it"));
    }

    private PrometheusClient ofUrl(URI base) {
        return new PrometheusClient(PrometheusUrl.access(spec, base, headers));
    }

    private Stretch time(IncidentFile file) {
        Instant first = from.map(written -> instant("--from", written)).orElseGet(() -> before(file));
        Instant last = to.map(written -> instant("--to", written)).orElseGet(() -> after(file));
        if (!first.isBefore(last)) {
            throw wrong("--from must be earlier than --to, but was " + first + " to " + last);
        }
        return new Stretch(first, last);
    }

    private static Instant before(IncidentFile file) {
        Instant first = file.incidents().stream()
                .map(Incident::from)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return first.minus(BEFORE);
    }

    private static Instant after(IncidentFile file) {
        Instant end = file.incidents().stream()
                .map(incident -> incident.with(file.grace()).to())
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .plus(BEFORE);
        Instant now = Instant.now();
        return end.isBefore(now) ? end : now;
    }

    private Instant instant(String option, String written) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong(option + " must be a time such as 2026-11-24T12:03:00Z, but was '" + written + "'");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(spec.commandLine(), problem);
    }
}
