package io.firedrill.stacks.workspace;

import io.firedrill.stacks.StackException;
import io.firedrill.stacks.access.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A system that already runs, with the monitoring that watches it: the section {@code remote} of a {@code firedrill.yaml}.
 * Immutable.
 *
 * @param file where it is written
 * @param title what reports call it
 * @param watch how long it is watched as it stands
 * @param endpoints at least one
 * @param permissions what may be done to it beside asking; nothing if empty
 * @param inbox where its Alertmanager's notifications are taken as well, by a webhook receiver of its own; empty if nobody
 *     listens
 * @param events the event log of each of its Alertmanagers, where this machine can read them; none without
 * @param limits how much traffic its entry takes; empty if it may be sent none
 * @param drills in the order of the file
 */
public record RemoteSystem(
        Path file,
        String title,
        Duration watch,
        List<RemoteEndpoint> endpoints,
        Set<Permission> permissions,
        Optional<RemoteInbox> inbox,
        List<Path> events,
        Optional<TrafficLimits> limits,
        List<RemoteDrill> drills) {
    private static final Duration WATCH = Duration.ofMinutes(5);

    private static final List<EndpointKind> TRACES =
            List.of(EndpointKind.JAEGER, EndpointKind.ZIPKIN, EndpointKind.TEMPO);

    /** Copies the collections. */
    public RemoteSystem {
        endpoints = List.copyOf(endpoints);
        permissions = Set.copyOf(permissions);
        events = List.copyOf(events);
        drills = List.copyOf(drills);
    }

    /**
     * Reads a file. Nothing is asked yet, and secrets are taken from the environment and from files.
     *
     * @param file YAML with {@code remote}, and in it {@code watch} (5m without it) and any of {@code prometheus}, {@code alertmanager} (one, or a list),
     *     {@code traces} with its {@code backend}, {@code grafana}, {@code sentry}, {@code helicone}, {@code langsmith} and {@code entry}, each with its {@code url} and what it
     *     wants to see, {@code permissions} (such as {@code faults}), {@code inbox} with {@code listen} and {@code bearer}, and {@code events}; beside it {@code drills}, see
     *     {@link RemoteDrill}
     * @param environment where {@code {env: NAME}} is looked up, empty if it is not set
     * @return what it says
     * @throws StackException if it is missing, cannot be parsed, has a key that nobody knows, or names a secret that is not
     *     there; one line with the file, the line, the key and the remedy
     */
    public static RemoteSystem read(Path file, UnaryOperator<String> environment) {
        try (Section root = Section.root(file)) {
            String title = root.string("title").orElse(String.valueOf(file.getFileName()));
            requireMode(root);
            try (Section remote = root.section("remote")) {
                AccessReader accesses = new AccessReader(environment);
                List<RemoteEndpoint> endpoints = endpoints(remote, accesses);
                if (endpoints.isEmpty()) {
                    throw root.error(
                            "remote", "names no endpoint: add remote.prometheus.url, and others as they are there");
                }
                Set<Permission> permissions = permissions(remote);
                Optional<TrafficLimits> limits = TrafficLimits.read(remote, permissions.contains(Permission.TRAFFIC));
                RemoteSystem system = new RemoteSystem(
                        file,
                        title,
                        remote.duration("watch").orElse(WATCH),
                        endpoints,
                        permissions,
                        RemoteInbox.read(remote, accesses),
                        remote.files("events"),
                        limits,
                        RemoteDrill.read(root, limits));
                system.requireEndpoints(root);
                return system;
            }
        }
    }

    /**
     * Whether a file is about a system that already runs.
     *
     * @param file YAML
     * @return true if it has a section {@code remote}
     * @throws StackException if it is missing or cannot be parsed
     */
    public static boolean isNamedIn(Path file) {
        return Yaml.keys(Yaml.mapping(file, Yaml.text(file, ""))).contains("remote");
    }

    /**
     * Why a drill may not be held here.
     *
     * @param drill one of {@link #drills()}
     * @return what is missing in the file; empty if everything that it takes is permitted
     */
    public Optional<String> forbids(RemoteDrill drill) {
        return drill.needs().stream()
                .filter(needed -> !permissions.contains(needed))
                .findFirst()
                .map(missing ->
                        "it may not be: `" + missing.word() + "` is missing under remote.permissions in " + file);
    }

    /**
     * Where the commands of its drills are run.
     *
     * @return the folder of the file, absolute
     */
    public Path folder() {
        return Yaml.folderOf(file).toAbsolutePath();
    }

    /**
     * The endpoints of a kind.
     *
     * @param kind which
     * @return in the order of the file; none if the file names none
     */
    public List<RemoteEndpoint> of(EndpointKind kind) {
        return endpoints.stream().filter(each -> each.kind() == kind).toList();
    }

    /**
     * The same, where there must be one.
     *
     * @param kind which
     * @return at least one
     * @throws StackException if the file names none; it says which key is missing
     */
    public List<RemoteEndpoint> required(EndpointKind kind) {
        List<RemoteEndpoint> found = of(kind);
        if (found.isEmpty()) {
            throw new StackException(file + ": key 'remote." + kind.word() + "' is missing: add its url");
        }
        return found;
    }

    /**
     * How the first of them is reached.
     *
     * @param kind which
     * @return where it answers, and what it wants to see
     * @throws StackException as {@link #required}
     */
    public Access access(EndpointKind kind) {
        return required(kind).get(0).access();
    }

    private static void requireMode(Section root) {
        try (Section stack = root.section("stack")) {
            String mode = stack.string("mode").orElse("remote");
            if (!mode.equals("remote")) {
                throw stack.error("mode", "must be remote where endpoints are named, but was '" + mode + "'");
            }
        }
    }

    private void requireEndpoints(Section root) {
        if (drills.stream().anyMatch(drill -> drill.traffic().isPresent())) {
            required(EndpointKind.ENTRY);
        }
        if (drills.stream().anyMatch(drill -> drill.traces().isPresent())
                && TRACES.stream().allMatch(kind -> of(kind).isEmpty())) {
            throw root.error("drills", "look at traces, but remote.traces is missing: add its backend and url");
        }
        if (drills.stream().anyMatch(drill -> drill.errors().isPresent())
                && of(EndpointKind.SENTRY).stream()
                        .noneMatch(each -> each.organization().isPresent()
                                && each.project().isPresent())) {
            throw root.error(
                    "drills",
                    "look at errors, but remote.sentry lacks its url, its organization or its project: add them");
        }
    }

    private static Set<Permission> permissions(Section remote) {
        return remote.strings("permissions").stream()
                .map(word -> Stream.of(Permission.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> remote.error(
                                "permissions", "may hold " + Permission.words() + ", but one was '" + word + "'")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<RemoteEndpoint> endpoints(Section remote, AccessReader accesses) {
        List<RemoteEndpoint> endpoints = new ArrayList<>();
        for (EndpointKind kind : List.of(
                EndpointKind.PROMETHEUS,
                EndpointKind.ALERTMANAGER,
                EndpointKind.GRAFANA,
                EndpointKind.SENTRY,
                EndpointKind.HELICONE,
                EndpointKind.LANGSMITH,
                EndpointKind.ENTRY)) {
            List<Section> written = remote.sections(kind.word());
            IntStream.range(0, written.size())
                    .mapToObj(i -> endpoint(
                            written.get(i), written.size() == 1 ? kind.word() : kind.word() + "-" + i, kind, accesses))
                    .forEach(endpoints::add);
        }
        remote.sections("traces")
                .forEach(section -> endpoints.add(endpoint(section, "traces", store(section), accesses)));
        return endpoints;
    }

    private static RemoteEndpoint endpoint(Section section, String name, EndpointKind kind, AccessReader accesses) {
        try (section) {
            Access access = accesses.read(section);
            String health = section.string("health").orElse(kind == EndpointKind.ENTRY ? "/health" : "");
            boolean projects = kind == EndpointKind.SENTRY || kind == EndpointKind.LANGSMITH;
            return new RemoteEndpoint(
                    name,
                    kind,
                    access,
                    health,
                    kind == EndpointKind.SENTRY ? section.string("organization") : Optional.empty(),
                    projects ? section.string("project") : Optional.empty());
        }
    }

    private static EndpointKind store(Section section) {
        String written = section.required("backend");
        return Optional.of(written.toUpperCase(Locale.ROOT))
                .flatMap(name ->
                        TRACES.stream().filter(kind -> kind.name().equals(name)).findFirst())
                .orElseThrow(
                        () -> section.error("backend", "must be jaeger, zipkin or tempo, but was '" + written + "'"));
    }
}
