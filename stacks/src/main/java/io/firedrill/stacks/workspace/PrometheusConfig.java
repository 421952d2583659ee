package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Prometheus' configuration, rewritten for one run: intervals scaled, rule files and the Alertmanager
 * replaced by this run's, and the address of every target that names a part of this stack exchanged by a last relabeling
 * step, which keeps the {@code instance} label as it was written. What would carry a drill's data elsewhere
 * ({@code remote_write}, {@code remote_read}) is left out. Immutable.
 */
public final class PrometheusConfig {
    private static final String OUT_OF_ORDER = "out_of_order_time_window";
    private static final List<String> LEFT_OUT = List.of("remote_write", "remote_read");

    private final Path file;
    private final String text;
    private final Set<String> absent;

    private final Duration history;

    private PrometheusConfig(Path file, String text, Set<String> absent, Duration history) {
        this.file = file;
        this.text = text;
        this.absent = absent;
        this.history = history;
    }

    /**
     * Reads a configuration.
     *
     * @param file Prometheus' own file
     * @return the configuration
     * @throws StackException if it is missing or not valid YAML
     */
    public static PrometheusConfig read(Path file) {
        PrometheusConfig config = new PrometheusConfig(file, Yaml.text(file, ""), Set.of(), Duration.ZERO);
        config.root();
        return config;
    }

    /**
     * The same configuration where a part of the system is not launched.
     *
     * @param services the names of the services that are not; jobs that scrape nothing else are left out
     * @return a new configuration
     */
    public PrometheusConfig without(Set<String> services) {
        return new PrometheusConfig(file, text, Set.copyOf(services), history);
    }

    /**
     * The same configuration, for a Prometheus that takes samples of the past: those of {@code storage.tsdb}'s
     * {@code out_of_order_time_window}.
     *
     * @param past how far back, at the pace of the run; zero for what is written
     * @return a new configuration
     */
    public PrometheusConfig takingHistory(Duration past) {
        return new PrometheusConfig(file, text, absent, past);
    }

    /**
     * The rule files, with their patterns expanded.
     *
     * @return absolute paths, in order
     * @throws StackException if a pattern matches nothing
     */
    public List<Path> ruleFiles() {
        List<Path> files = new ArrayList<>();
        for (Node node : Yaml.list(root(), "rule_files")) {
            List<Path> matching = FilePattern.expand(Yaml.folderOf(file), Yaml.scalar(node));
            if (matching.isEmpty()) {
                throw new StackException(file + ":" + Yaml.line(node) + ": rule_files: no file matches '"
                        + Yaml.scalar(node) + "'; correct the path or create the file");
            }
            files.addAll(matching);
        }
        return files;
    }

    /**
     * The addresses that are written in the file itself: targets, and exporters that stand for many of them.
     *
     * @return as written, e.g. {@code gateway:8080}
     */
    public List<String> staticTargets() {
        return scrapeConfigs(root()).stream()
                .flatMap(PrometheusConfig::addresses)
                .toList();
    }

    /**
     * The Alertmanagers that are written in the file itself.
     *
     * @return as written, e.g. {@code alertmanager:9093}, each once; none if they are discovered
     */
    public List<String> alertmanagers() {
        return Alerting.targets(root());
    }

    /**
     * The scrape intervals of all jobs, as written.
     *
     * @return one for each job
     */
    public List<Duration> scrapeIntervals() {
        MappingNode root = root();
        String fallback = Scraping.interval(root);
        return scrapeConfigs(root).stream()
                .map(job -> Durations.parse(Yaml.string(job, "scrape_interval").orElse(fallback)))
                .toList();
    }

    /**
     * What is in the file and not in the rewritten one.
     *
     * @return one line each
     */
    public List<String> leftOut() {
        MappingNode root = root();
        Stream<String> keys = LEFT_OUT.stream()
                .filter(key -> Yaml.get(root, key).isPresent())
                .map(key -> file + ": " + key + " is left out: a drill's data stays in the drill");
        Stream<String> jobs = Yaml.mappings(root, "scrape_configs").stream()
                .filter(this::isAbsent)
                .map(job -> file + ": job '" + Yaml.string(job, "job_name").orElse("")
                        + "' is left out: what it scrapes is not launched for these drills");
        return Stream.concat(keys, jobs).toList();
    }

    /**
     * The configuration for a run.
     *
     * @param scale the time scale
     * @param aliases where the parts of this stack answer, as Prometheus reaches them
     * @param alertmanagers host:port of each of this run's Alertmanagers that it sends to
     * @param ruleFiles paths of the scaled rule files
     * @return YAML
     */
    public String rewritten(TimeScale scale, Aliases aliases, List<String> alertmanagers, List<String> ruleFiles) {
        MappingNode root = root();
        Rewriting.absolutePaths(root, Yaml.folderOf(file));
        LEFT_OUT.forEach(key -> Yaml.remove(root, key));
        Scraping scraping = new Scraping(root, file, scale);
        scraping.scaleGlobal();
        Yaml.put(root, "scrape_configs", Yaml.sequence(scrapeConfigs(root)));
        for (MappingNode job : scrapeConfigs(root)) {
            scraping.scale(job);
            dropAbsent(job);
            relabel(job, aliases);
        }
        Yaml.put(
                root,
                "rule_files",
                Yaml.sequence(ruleFiles.stream().map(Yaml::quoted).toList()));
        Alerting.rewrite(root, file, scale, alertmanagers);
        if (!history.isZero()) {
            takeHistory(root);
        }
        return Yaml.write(root);
    }

    /** The last two steps: keep the name that was written as the instance, then go where it answers. */
    private static void relabel(MappingNode job, Aliases aliases) {
        List<Node> steps = new ArrayList<>(Yaml.list(job, "relabel_configs"));
        steps.add(step("instance", "__address__", ";(.+)", "instance", "$1"));
        for (Aliases.Alias alias : usable(job, aliases)) {
            steps.add(step("__address__", "", alias.pattern(), "__address__", alias.address()));
        }
        Yaml.put(job, "relabel_configs", Yaml.sequence(steps));
    }

    /** Where the targets are written down, only their own aliases; discovered ones may be any. */
    private static List<Aliases.Alias> usable(MappingNode job, Aliases aliases) {
        boolean discovers = Yaml.keys(job).stream().anyMatch(key -> key.endsWith("_sd_configs"));
        List<String> targets = addresses(job).toList();
        return aliases.aliases().stream()
                .filter(alias -> discovers || targets.stream().anyMatch(target -> target.matches(alias.pattern())))
                .toList();
    }

    static Stream<String> targets(MappingNode job) {
        return Yaml.mappings(job, "static_configs").stream()
                .flatMap(group -> Yaml.list(group, "targets").stream())
                .map(Yaml::scalar);
    }

    /** The targets, or the exporter that stands for them ({@code replacement} of {@code __address__}). */
    private static Stream<String> addresses(MappingNode job) {
        List<String> exporters = Yaml.mappings(job, "relabel_configs").stream()
                .filter(step -> Yaml.string(step, "target_label")
                        .filter("__address__"::equals)
                        .isPresent())
                .flatMap(step -> Yaml.string(step, "replacement").stream())
                .toList();
        return exporters.isEmpty() ? targets(job) : exporters.stream();
    }

    /** Whether it would scrape nothing but services that are not launched. */
    private boolean isAbsent(MappingNode job) {
        List<String> addresses = addresses(job).toList();
        return !addresses.isEmpty() && addresses.stream().allMatch(this::isAbsent);
    }

    private boolean isAbsent(String address) {
        return absent.contains(address.replaceAll(":[0-9]+$", ""));
    }

    private void dropAbsent(MappingNode job) {
        for (MappingNode group : Yaml.mappings(job, "static_configs")) {
            List<Node> launched = Yaml.list(group, "targets").stream()
                    .filter(target -> !isAbsent(Yaml.scalar(target)))
                    .toList();
            Yaml.put(group, "targets", Yaml.sequence(launched));
        }
    }

    private static MappingNode step(String source, String second, String regex, String target, String replacement) {
        MappingNode step = Yaml.mapping();
        List<ScalarNode> sources = Stream.of(source, second)
                .filter(label -> !label.isEmpty())
                .map(Yaml::quoted)
                .toList();
        Yaml.put(step, "source_labels", Yaml.sequence(sources));
        Yaml.put(step, "regex", Yaml.quoted(regex));
        Yaml.put(step, "target_label", Yaml.quoted(target));
        Yaml.put(step, "replacement", Yaml.quoted(replacement));
        return step;
    }

    /** With a margin, for what is scraped between the request and its arrival. */
    private void takeHistory(MappingNode root) {
        MappingNode storage = Yaml.mapping(root, "storage").orElseGet(Yaml::mapping);
        MappingNode tsdb = Yaml.mapping(storage, "tsdb").orElseGet(Yaml::mapping);
        Duration written = Yaml.string(tsdb, OUT_OF_ORDER).map(Durations::parse).orElse(Duration.ZERO);
        Duration needed = history.plusMinutes(1);
        Duration window = written.compareTo(needed) > 0 ? written : needed;
        Yaml.put(tsdb, OUT_OF_ORDER, Yaml.quoted(Durations.format(window)));
        Yaml.put(storage, "tsdb", tsdb);
        Yaml.put(root, "storage", storage);
    }

    private List<MappingNode> scrapeConfigs(MappingNode root) {
        return Yaml.mappings(root, "scrape_configs").stream()
                .filter(job -> !isAbsent(job))
                .toList();
    }

    private MappingNode root() {
        return Yaml.mapping(file, text);
    }
}
