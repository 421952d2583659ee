package io.firedrill.stacks.workspace;

import io.firedrill.evidence.AsOf;
import io.firedrill.stacks.StackException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * Alertmanager's configuration, rewritten for one run: waits and intervals of every route scaled, and every receiver's
 * notifications sent to this run's inbox and nowhere else. A receiver keeps the first of its webhooks, Slack channels,
 * PagerDuty services and mails, with everything that says what is sent; where it is sent, and the secrets for it, are
 * replaced, see {@link #redirections()}. Other integrations would reach real people: a receiver that has only such is
 * given a webhook, with the {@code send_resolved} of the first of them.
 *
 * <p>It may be, or be joined by, {@code AlertmanagerConfig} objects of the Prometheus operator
 * ({@code monitoring.coreos.com/v1alpha1} and {@code v1beta1}); see {@link OperatorConfig}. Immutable.
 */
public final class AlertmanagerConfig {
    private static final Map<String, String> ROOT_DEFAULTS =
            Map.of("group_wait", "30s", "group_interval", "5m", "repeat_interval", "4h");
    /** What remains of the global section: the rest leads elsewhere, or is secret. */
    private static final Set<String> GLOBAL = Set.of(
            "resolve_timeout",
            "smtp_from",
            "smtp_hello",
            "smtp_auth_username",
            "smtp_auth_identity",
            "smtp_require_tls");

    /** PagerDuty's own rule for its keys. */
    private static final int ROUTING_KEY = 32;

    private final Path file;
    private final OperatorObjects objects;
    private final OperatorConfig joined;
    private final Optional<AsOf> asOf;

    private AlertmanagerConfig(Path file, OperatorObjects objects, Optional<AsOf> asOf) {
        this.file = file;
        this.objects = objects;
        this.joined = OperatorConfig.of(objects);
        this.asOf = asOf;
    }

    /**
     * Reads a plain configuration.
     *
     * @param file Alertmanager's own file
     * @return the configuration
     * @throws StackException if it is missing or not valid YAML
     */
    public static AlertmanagerConfig read(Path file) {
        return read(List.of(file));
    }

    /**
     * Reads a configuration of several files.
     *
     * @param files Alertmanager's own file, or manifests with {@code AlertmanagerConfig} objects among them, or both
     * @return the configuration
     * @throws StackException if one is missing, is not valid YAML, or holds what cannot be translated: file, line, key and
     *     remedy
     */
    public static AlertmanagerConfig read(List<Path> files) {
        OperatorObjects objects = OperatorObjects.read(files);
        return new AlertmanagerConfig(objects.base().orElse(files.get(0)), objects, Optional.empty());
    }

    /**
     * The user's own plain configuration.
     *
     * @return its file; empty if there are only objects of the operator
     */
    public Optional<Path> plain() {
        return objects.base();
    }

    /**
     * What the objects of the operator were translated to, for Alertmanager's own checker: without the integrations that
     * nothing is ever sent by, and with stand-ins for the secrets that the objects refer to.
     *
     * @return YAML; empty if there are no such objects
     */
    public Optional<String> translated() {
        return objects.isPlain() ? Optional.empty() : Optional.of(joined.checkable(Yaml.folderOf(file)));
    }

    /**
     * The same configuration held at an instant: Alertmanager knows only the machine's clock, so each time interval is
     * replaced by one that holds always, or never.
     *
     * @param instant when to make it be
     * @return a new configuration
     * @throws StackException if a time interval is none
     */
    public AlertmanagerConfig at(Instant instant) {
        return new AlertmanagerConfig(file, objects, Optional.of(TimeIntervals.at(instant, root(), file)));
    }

    /**
     * What became of the time intervals.
     *
     * @return the instant that they are held at; empty if they follow the clock
     */
    public Optional<AsOf> asOf() {
        return asOf;
    }

    /**
     * The same for people.
     *
     * @return one line, or none
     */
    public List<String> held() {
        return asOf.map(held -> file + ": time intervals are held as of " + held).stream()
                .toList();
    }

    /**
     * What is delivered to the inbox.
     *
     * @return the integrations of each receiver, as the inbox calls them; none for one that tells nobody
     */
    public Map<String, List<String>> delivered() {
        Map<String, List<String>> delivered = new LinkedHashMap<>();
        for (MappingNode receiver : Yaml.mappings(root(), "receivers")) {
            delivered.put(
                    name(receiver),
                    Integrations.delivering(receiver).keySet().stream()
                            .map(Redirection::integration)
                            .toList());
        }
        return delivered;
    }

    /**
     * The receiver of what no route takes.
     *
     * @return its name; empty if the root route names none
     */
    public String fallback() {
        return Yaml.mapping(root(), "route")
                .flatMap(route -> Yaml.string(route, "receiver"))
                .orElse("");
    }

    /**
     * Whether it sends mail, so that it needs a server for it.
     *
     * @return true if any receiver has {@code email_configs}
     */
    public boolean sendsMail() {
        return delivered().values().stream().anyMatch(integrations -> integrations.contains("email"));
    }

    /**
     * What is in the files and not in the rewritten one, and which objects were joined to it.
     *
     * @return one line each
     */
    public List<String> leftOut() {
        List<String> lines = new ArrayList<>(objects.leftOut());
        lines.addAll(joined.told());
        for (MappingNode receiver : Yaml.mappings(root(), "receivers")) {
            boolean replaced = Integrations.redirected(receiver).isEmpty();
            for (String key : Integrations.of(receiver)) {
                if (Redirection.of(key).isEmpty()) {
                    lines.add(of(receiver) + key + " is left out" + (replaced ? "; the inbox records instead" : ""));
                } else if (Yaml.list(receiver, key).size() > 1) {
                    lines.add(of(receiver) + "only the first of its " + key + " is recorded");
                }
            }
        }
        if (Yaml.get(root(), "tracing").isPresent()) {
            lines.add(file + ": tracing is left out; it would leave this machine");
        }
        return lines;
    }

    /**
     * What is sent to the inbox in place of the real service, and what was replaced for that. It names keys, never what
     * they hold.
     *
     * @return one line for each integration of each receiver, and one for the global section if it lost something
     */
    public List<String> redirections() {
        List<String> lines = new ArrayList<>();
        List<String> global = Yaml.keys(global(root())).stream()
                .filter(key -> !GLOBAL.contains(key))
                .toList();
        if (!global.isEmpty()) {
            lines.add(file + ": global: replaced or left out: " + String.join(", ", global));
        }
        for (MappingNode receiver : Yaml.mappings(root(), "receivers")) {
            Integrations.redirected(receiver).forEach((redirection, config) -> {
                lines.add(of(receiver) + told(redirection, config));
                badKey(config).ifPresent(problem -> lines.add(of(receiver) + problem));
            });
        }
        return lines;
    }

    private static String told(Redirection redirection, MappingNode config) {
        List<String> replaced = redirection.replaced(config);
        return redirection.integration() + " goes to the inbox"
                + (replaced.isEmpty() ? "" : "; replaced or left out: " + String.join(", ", replaced))
                + (redirection.adds().isEmpty() ? "" : "; " + redirection.adds());
    }

    /** The copy has another key, so that PagerDuty's rule can only be applied here. */
    private static Optional<String> badKey(MappingNode config) {
        return Yaml.string(config, "routing_key")
                .filter(key -> key.length() != ROUTING_KEY && !key.contains("{{"))
                .map(key -> "routing_key has " + key.length() + " characters; PagerDuty refuses a key that has not "
                        + ROUTING_KEY);
    }

    /**
     * The configuration for a run. It holds no secret of the user's, nor the name of a file that holds one.
     *
     * @param scale the time scale
     * @param targets where it delivers
     * @param eventLog where Alertmanager's event recorder writes
     * @return YAML
     */
    public String rewritten(TimeScale scale, DeliveryTargets targets, String eventLog) {
        MappingNode root = root();
        Rewriting.absolutePaths(root, Yaml.folderOf(file));
        MappingNode global = global(root);
        Yaml.mapping(root, "route").ifPresent(route -> {
            defaults(route, scale);
            route(route, scale);
        });
        for (MappingNode receiver : Yaml.mappings(root, "receivers")) {
            receiver(receiver, global, targets);
        }
        Yaml.keys(global).stream().filter(key -> !GLOBAL.contains(key)).forEach(key -> Yaml.remove(global, key));
        Rewriting.scale(global, file, scale::scale, "resolve_timeout");
        asOf.ifPresent(held -> TimeIntervals.replace(root, held));
        Yaml.remove(root, "tracing");
        Yaml.put(root, "event_recorder", recorder(eventLog));
        return Yaml.write(root);
    }

    private static MappingNode global(MappingNode root) {
        return Yaml.mapping(root, "global").orElseGet(Yaml::mapping);
    }

    private String of(MappingNode receiver) {
        return joined.origins().getOrDefault(name(receiver), file) + ": receiver '" + name(receiver) + "': ";
    }

    private static String name(MappingNode receiver) {
        return Yaml.string(receiver, "name").orElse("");
    }

    private static void defaults(MappingNode route, TimeScale scale) {
        if (!scale.isRealTime()) {
            ROOT_DEFAULTS.forEach((key, value) -> {
                if (Yaml.get(route, key).isEmpty()) {
                    Yaml.put(route, key, Yaml.quoted(value));
                }
            });
        }
    }

    private void route(MappingNode route, TimeScale scale) {
        ROOT_DEFAULTS.keySet().forEach(key -> Rewriting.scale(route, file, scale::scale, key));
        Yaml.mappings(route, "routes").forEach(child -> route(child, scale));
    }

    private static void receiver(MappingNode receiver, MappingNode global, DeliveryTargets targets) {
        Map<Redirection, MappingNode> delivering = Integrations.delivering(receiver);
        Integrations.of(receiver).forEach(key -> Yaml.remove(receiver, key));
        delivering.forEach((redirection, config) -> {
            redirection.apply(config, name(receiver), global, targets);
            Yaml.put(receiver, redirection.key(), Yaml.sequence(List.of(config)));
        });
    }

    private static MappingNode recorder(String eventLog) {
        MappingNode output = Yaml.mapping();
        Yaml.put(output, "path", Yaml.quoted(eventLog));
        MappingNode recorder = Yaml.mapping();
        Yaml.put(recorder, "file_outputs", Yaml.sequence(List.of(output)));
        return recorder;
    }

    private MappingNode root() {
        return Flattening.copy(joined.root());
    }
}
