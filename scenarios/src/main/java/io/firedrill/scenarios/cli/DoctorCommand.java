package io.firedrill.scenarios.cli;

import io.firedrill.assertions.exposure.Exposures;
import io.firedrill.assertions.exposure.Verifiable;
import io.firedrill.evidence.EvidenceFile;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.evidence.verdict.Judgement;
import io.firedrill.reports.SystemText;
import io.firedrill.stacks.remote.Examiner;
import io.firedrill.stacks.workspace.RemoteDrill;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at a system that already runs. Sends GET requests and nothing else. */
@Command(
        name = "doctor",
        description = {
            "Looks at a system that already runs before anything is touched: what each endpoint answers, to us and to anybody,"
                    + " its version, clock and certificate, whether secrets lie open, and what could be verified. It sends GET"
                    + " requests and nothing else."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every endpoint answers, and X01 to X04 are kept",
            "1:a check of an endpoint is broken",
            "2:it was called wrongly, or an endpoint does not answer",
            "3:a check cannot be judged, and none is broken"
        },
        footer = {
            "",
            "staging.yaml:",
            "  title: Staging",
            "  remote:",
            "    prometheus:",
            "      url: https://prometheus.example.com/prefix",
            "      headers: {X-Scope-OrgID: team-a}",
            "      bearer: {env: STAGING_TOKEN}          # or {file: token}",
            "    alertmanager:                            # a list, if there are several",
            "      url: https://alertmanager.example.com",
            "      basic: {user: firedrill, password: {env: PASSWORD}}",
            "      ca: ca.pem                             # also certificate: and key:",
            "    traces: {backend: jaeger, url: https://jaeger.example.com}   # or zipkin, tempo",
            "    grafana: {url: https://grafana.example.com, bearer: {file: grafana-token}}",
            "    sentry: {url: https://sentry.io, bearer: {env: SENTRY_TOKEN}}",
            "    helicone: {url: https://api.helicone.ai, bearer: {env: HELICONE_API_KEY}}",
            "    langsmith: {url: https://api.smith.langchain.com, headers: {x-api-key: {env: LANGSMITH_API_KEY}}}",
            "    entry: {url: https://staging.example.com, health: /health}",
            "",
            "Example:",
            "  firedrill doctor --config staging.yaml --json found.json"
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String VERIFIED =
            "On a system that already runs this version verifies the first of them from its history (judge), M04, M06, M07, S06"
                    + " and X01 to X04 by looking on (run), and A01, A05, A09, N01, S01 to S03, T01, T02 and T06 by the drills"
                    + " of the file; the others on stacks that it launches.";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "which endpoints, and what they want to see")
    private Path config = Path.of("");

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "how long one answer may take (default: ${DEFAULT-VALUE})")
    private int patience;

    @Option(names = "--json", paramLabel = "FILE", description = "where to write what was found, for scripts")
    private Optional<Path> json = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Made by picocli. */
    DoctorCommand() {}

    @Override
    public Integer call() {
        RemoteSystem system = RemoteSystem.read(config, DoctorCommand::variable);
        SystemSighting found =
                new Examiner(Clock.systemUTC(), Duration.ofSeconds(Math.max(1, patience))).examine(system);
        List<Judgement> exposures = Exposures.judge(found);
        PrintWriter out = spec.commandLine().getOut();
        out.print(SystemText.of(found, exposures));
        out.println();
        boolean heard = system.inbox().isPresent() || !system.events().isEmpty();
        Verifiable.of(found, heard).forEach(each -> out.println(line(each)));
        out.println(VERIFIED);
        system.drills().forEach(drill -> out.println(plan(system, drill)));
        out.flush();
        json.ifPresent(target -> EvidenceFile.write(target, found));
        return exit(found, exposures).code();
    }

    static String variable(String name) {
        return Optional.ofNullable(System.getenv(name)).orElse("");
    }

    private static String plan(RemoteSystem system, RemoteDrill drill) {
        return "drill '" + drill.name() + "' "
                + system.forbids(drill)
                        .map(why -> "would not be held: " + why)
                        .orElse("would be held if nothing is in its way; run --dry-run tells what it does");
    }

    private static String line(Verifiable each) {
        String what = each.what() + " (" + each.checks() + ")";
        return each.isPossible()
                ? "could be verified   " + what
                : "cannot be verified  " + what + "; missing: " + String.join(", ", each.missing());
    }

    private static ExitCode exit(SystemSighting found, List<Judgement> exposures) {
        ExitCode judged = ExitCode.of(exposures.stream().map(Judgement::verdict).toList());
        boolean mute = found.endpoints().stream().anyMatch(DoctorCommand::isMute);
        return mute && judged != ExitCode.BROKEN ? ExitCode.ENVIRONMENT : judged;
    }

    private static boolean isMute(EndpointSighting endpoint) {
        return endpoint.questions().get(0).answer() != Answer.GIVEN;
    }
}
