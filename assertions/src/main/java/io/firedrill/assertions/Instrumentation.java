package io.firedrill.assertions;

import io.firedrill.evidence.Evidence;
import io.firedrill.evidence.trace.Span;
import io.firedrill.evidence.trace.TraceDetail;
import io.firedrill.evidence.verdict.InstrumentationScore;
import io.firedrill.evidence.verdict.InstrumentationScore.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The Instrumentation Score of each service, from the traces of a drill's requests. The client of a drill exports no span
 * of its own; a span under it is a root and no orphan. Thread-safe.
 */
public final class Instrumentation {
    private static final int CRITICAL = 40;
    private static final int IMPORTANT = 30;
    private static final int NORMAL = 20;

    private static final String INSTANCE = "service.instance.id";
    private static final String POD = "k8s.pod.uid";

    /** Those that one instance has of its own. */
    private static final List<String> IDENTITY =
            List.of(POD, "k8s.pod.name", "container.id", "host.id", "host.name", "process.pid");

    private static final List<String> OF_RESOURCES = List.of("RES-001", "RES-002", "RES-003");

    /**
     * The specification's rules about metrics, logs and versions, one that needs all semantic conventions (RES-004), and
     * one whose criteria it leaves open (SPA-003).
     */
    private static final List<String> LEFT = List.of(
            "LOG-001", "LOG-002", "MET-001", "MET-002", "MET-003", "MET-004", "MET-005", "MET-006", "RES-004",
            "SDK-001", "SPA-003");

    private final String service;
    private final List<TraceTree> trees;

    private Instrumentation(String service, List<TraceTree> trees) {
        this.service = service;
        this.trees = trees.stream().filter(tree -> tree.names(service)).toList();
    }

    /**
     * Scores every service.
     *
     * @param evidence what was seen; a drill that breaks something says nothing about instrumentation
     * @return one for each service in the traces, sorted by name; none if the drill had faults or looked up no traces
     */
    public static List<InstrumentationScore> of(Evidence evidence) {
        return evidence.faults().isEmpty() ? scores(evidence) : List.of();
    }

    static List<InstrumentationScore> scores(Evidence evidence) {
        List<TraceTree> trees = TracedRequest.trees(evidence, evidence.ledger());
        boolean resources = evidence.traces().keeps(TraceDetail.RESOURCE);
        return trees.stream()
                .flatMap(tree -> tree.spans().stream())
                .map(Span::service)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(service -> new Instrumentation(service, trees).score(resources))
                .toList();
    }

    private InstrumentationScore score(boolean resources) {
        List<Rule> rules = new ArrayList<>();
        List<String> left = new ArrayList<>(LEFT);
        if (resources) {
            rules.add(rule("RES-001", NORMAL, inResources(this::unidentified)));
            rules.add(rule("RES-002", IMPORTANT, shared()));
            rules.add(rule("RES-003", IMPORTANT, inResources(Instrumentation::podless)));
        } else {
            left.addAll(OF_RESOURCES);
        }
        rules.add(rule("RES-005", CRITICAL, service.isBlank() ? Optional.of("spans without a service.name") : none()));
        rules.add(rule("SPA-001", NORMAL, inTraces(this::manyInternal)));
        rules.add(rule("SPA-002", NORMAL, inTraces(this::orphan)));
        rules.add(rule("SPA-004", IMPORTANT, inTraces(this::clientRoot)));
        rules.add(rule("SPA-005", IMPORTANT, inTraces(Instrumentation::manyShort)));
        return new InstrumentationScore(service, rules, left.stream().sorted().toList());
    }

    private static Rule rule(String id, int weight, Optional<String> finding) {
        return new Rule(id, weight, finding.orElse(""));
    }

    private static Optional<String> none() {
        return Optional.empty();
    }

    private Optional<String> inTraces(Function<TraceTree, Optional<String>> flaw) {
        return trees.stream().map(flaw).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> inResources(Function<Map<String, String>, Optional<String>> flaw) {
        return resources().stream().map(flaw).flatMap(Optional::stream).findFirst();
    }

    private Set<Map<String, String>> resources() {
        Set<Map<String, String>> resources = new HashSet<>();
        for (TraceTree tree : trees) {
            own(tree).forEach(span -> resources.add(tree.resource(span)));
        }
        return resources;
    }

    private List<Span> own(TraceTree tree) {
        return tree.spans().stream()
                .filter(span -> span.service().equals(service))
                .toList();
    }

    private Optional<String> unidentified(Map<String, String> resource) {
        return resource.getOrDefault(INSTANCE, "").isBlank()
                ? Optional.of("a resource without " + INSTANCE)
                : Optional.empty();
    }

    private static Optional<String> podless(Map<String, String> resource) {
        boolean pod = resource.keySet().stream().anyMatch(key -> key.startsWith("k8s.pod."));
        return pod && resource.getOrDefault(POD, "").isBlank()
                ? Optional.of("a resource of a pod without " + POD)
                : Optional.empty();
    }

    /** One id for what is told apart by something else. What has no id is RES-001's to say. */
    private Optional<String> shared() {
        Map<String, Set<Map<String, String>>> owners = new HashMap<>();
        for (Map<String, String> resource : resources()) {
            String id = resource.getOrDefault(INSTANCE, "");
            if (!id.isBlank()) {
                Map<String, String> identity = new HashMap<>(resource);
                identity.keySet().retainAll(IDENTITY);
                owners.computeIfAbsent(id, any -> new HashSet<>()).add(identity);
            }
        }
        return owners.entrySet().stream()
                .filter(owner -> owner.getValue().size() > 1)
                .map(owner -> "%d instances share the %s %s"
                        .formatted(owner.getValue().size(), INSTANCE, owner.getKey()))
                .findFirst();
    }

    private Optional<String> manyInternal(TraceTree tree) {
        long internal = own(tree).stream()
                .filter(span -> span.kind().equals("internal"))
                .count();
        return internal > 10 ? Optional.of(internal + " internal spans in one trace") : Optional.empty();
    }

    private Optional<String> orphan(TraceTree tree) {
        return tree.orphans().stream()
                .filter(span -> span.service().equals(service))
                .map(span -> "span \"%s\" without its parent".formatted(span.name()))
                .findFirst();
    }

    private Optional<String> clientRoot(TraceTree tree) {
        return tree.roots().stream()
                .filter(span -> span.service().equals(service) && span.kind().equals("client"))
                .map(span -> "root span \"%s\" is a client span".formatted(span.name()))
                .findFirst();
    }

    private static Optional<String> manyShort(TraceTree tree) {
        long brief = tree.spans().stream()
                .filter(span -> span.duration().compareTo(Duration.ofMillis(5)) < 0)
                .count();
        return brief > 20 ? Optional.of(brief + " spans of less than 5 ms in one trace") : Optional.empty();
    }
}
