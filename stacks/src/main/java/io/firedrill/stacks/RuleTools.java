package io.firedrill.stacks;

import io.firedrill.stacks.observe.ExpressionParser;
import io.firedrill.stacks.platform.ComponentSpec;
import io.firedrill.stacks.platform.Images;
import io.firedrill.stacks.platform.Place;
import io.firedrill.stacks.platform.Platform;
import io.firedrill.stacks.platform.Program;
import io.firedrill.stacks.platform.Readiness;
import io.firedrill.stacks.platform.Run;
import io.firedrill.stacks.platform.VersionQuery;
import io.firedrill.stacks.promql.Expr;
import io.firedrill.stacks.workspace.StackOptions;
import io.firedrill.stacks.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Prometheus with nothing to watch, to ask how it understands expressions, and its own promtool. Thread-safe.
 */
public final class RuleTools implements AutoCloseable {
    private static final String PROMETHEUS = "prometheus";
    private static final String ALERTMANAGER = "alertmanager";

    private final Run run;
    private final Platform platform;
    private final ExpressionParser parser;
    private final AtomicInteger chains = new AtomicInteger();

    private RuleTools(Run run, Platform platform, ExpressionParser parser) {
        this.run = run;
        this.platform = platform;
        this.parser = parser;
    }

    /**
     * Starts it.
     *
     * @param settings where it runs, as for a stack
     * @param alertmanager whether Alertmanager and amtool are wanted as well
     * @param progress hears one line for each thing worth knowing
     * @return what runs, to be closed
     * @throws StackException if it cannot be had
     */
    public static RuleTools launch(Settings settings, boolean alertmanager, Consumer<String> progress) {
        StackOptions options = Workspace.of(settings).stack();
        Run run = Run.begin(progress);
        try {
            Images images = Images.of(options.images(), options.imagePrefix());
            ModeChoice choice = ModeChoice.of(
                    options.mode(),
                    () -> run.natively(options.ports(), options.binaries()),
                    () -> run.containers(
                            options.ports(),
                            images,
                            alertmanager ? List.of(PROMETHEUS, ALERTMANAGER) : List.of(PROMETHEUS)));
            Platform platform = choice.platform();
            platform.prepare(alertmanager ? List.of(spec(), amtool()) : List.of(spec()));
            platform.start(spec());
            return new RuleTools(
                    run,
                    platform,
                    new ExpressionParser(platform.reach(PROMETHEUS).http("web")));
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /**
     * How Prometheus understands an expression.
     *
     * @param query PromQL
     * @return its tree
     * @throws StackException with Prometheus' own words if it is none
     * @throws io.firedrill.stacks.promql.UnsupportedPromqlException if it is one that is not known here
     */
    public Expr parse(String query) {
        return parser.parse(query);
    }

    /**
     * Runs promtool to its end.
     *
     * @param arguments its command line; may name files below the folder by absolute path
     * @param folder where it is run
     * @return exit code and output
     */
    public Platform.Outcome promtool(List<String> arguments, Path folder) {
        return platform.run("promtool", arguments, folder);
    }

    /**
     * The receivers of an alert.
     *
     * @param config of Alertmanager; a plain file
     * @param labels those of the alert
     * @return names, each once
     * @throws StackException with amtool's own words if it refuses the file
     */
    public List<String> receivers(Path config, Map<String, String> labels) {
        Path file = config.toAbsolutePath().normalize();
        List<String> words = new ArrayList<>(List.of("config", "routes", "test", "--config.file=" + file));
        labels.forEach((name, value) -> words.add(name + "=" + value));
        Platform.Outcome outcome =
                platform.run("amtool", words, file.resolve("..").normalize());
        if (outcome.exitCode() != 0) {
            throw new StackException(file + ": amtool: " + outcome.output().strip());
        }
        return List.of(outcome.output().strip().split(","));
    }

    /**
     * Starts a live chain beside it; the tools must have been launched with Alertmanager.
     *
     * @param plan what is started
     * @param samples what is scraped, in Prometheus' text format, by the instant of the scrape in milliseconds since the epoch;
     *     called by one thread
     * @return what runs, until this is closed
     * @throws StackException if it cannot be had
     */
    public LiveChain chain(LiveChain.Plan plan, LongFunction<String> samples) {
        return LiveChain.launch(run, platform, chains.incrementAndGet(), plan, samples);
    }

    /**
     * A folder that is gone afterwards.
     *
     * @return an absolute path
     */
    public Path folder() {
        return run.folder();
    }

    @Override
    public void close() {
        run.close();
    }

    private static ComponentSpec spec() {
        return new ComponentSpec(
                PROMETHEUS,
                new Program.Tool(PROMETHEUS, PROMETHEUS),
                List.of(new ComponentSpec.Port("web", 9090)),
                Map.of("prometheus.yml", place -> "global: {}\n"),
                RuleTools::arguments,
                place -> Map.of(),
                Readiness.http("web", "/-/ready"),
                VersionQuery.http("web", "/api/v1/status/buildinfo", "\"version\":\\s*\"([^\"]+)\""),
                Set.of());
    }

    /** Never started: its tools are wanted. */
    private static ComponentSpec amtool() {
        return new ComponentSpec(
                ALERTMANAGER,
                new Program.Tool(ALERTMANAGER, ALERTMANAGER),
                List.of(),
                Map.of(),
                place -> List.of(),
                place -> Map.of(),
                Readiness.http("web", "/"),
                VersionQuery.http("web", "/", "()"),
                Set.of());
    }

    private static List<String> arguments(Place place) {
        return List.of(
                "--config.file=" + place.file("prometheus.yml"),
                "--storage.tsdb.path=" + place.data(),
                "--web.listen-address=" + place.listen("web"));
    }
}
