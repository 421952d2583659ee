package io.firedrill.stacks.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.firedrill.evidence.endpoint.ClockDifference;
import io.firedrill.evidence.endpoint.EndpointSighting;
import io.firedrill.evidence.endpoint.EndpointSighting.Answer;
import io.firedrill.evidence.endpoint.EndpointSighting.Question;
import io.firedrill.evidence.endpoint.EndpointSighting.Switch;
import io.firedrill.evidence.endpoint.SystemSighting;
import io.firedrill.stacks.remote.Probe.Reply;
import io.firedrill.stacks.remote.Questions.Asked;
import io.firedrill.stacks.workspace.EndpointKind;
import io.firedrill.stacks.workspace.RemoteEndpoint;
import io.firedrill.stacks.workspace.RemoteSystem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at every endpoint of a system that somebody else runs: what it answers to whoever shows what the file says, what to
 * whoever shows nothing, its version, its clock, its certificate, and whether secrets lie open. It sends GET requests only,
 * at most {@value #MOST_REQUESTS} to an endpoint. Thread-safe.
 */
public final class Examiner {
    /** How many requests an endpoint is sent at most. */
    public static final int MOST_REQUESTS = 9;

    private static final Set<String> SWITCHES = Set.of("web.enable-admin-api", "web.enable-lifecycle");

    private final Clock clock;
    private final Duration patience;

    /**
     * Asks nothing yet.
     *
     * @param clock what their clocks are compared with
     * @param patience how long one answer may take
     */
    public Examiner(Clock clock, Duration patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Looks at all of them, side by side.
     *
     * @param system what the file names
     * @return what was found; an endpoint that does not answer is a finding, and no error
     */
    public SystemSighting examine(RemoteSystem system) {
        Instant at = clock.instant();
        List<EndpointSighting> endpoints =
                system.endpoints().parallelStream().map(this::examine).toList();
        return new SystemSighting(system.title(), at, endpoints);
    }

    private EndpointSighting examine(RemoteEndpoint endpoint) {
        try (Probe probe = new Probe(endpoint.access(), clock, patience)) {
            Asked plainest = Questions.of(endpoint).get(0);
            Reply first = probe.get(plainest.path());
            Map<String, Reply> replies = replies(probe, endpoint, plainest, first);
            Leaks leaks = new Leaks();
            searched(probe, endpoint.kind(), replies).forEach(leaks::search);
            return new EndpointSighting(
                    endpoint.name(),
                    endpoint.kind().word(),
                    endpoint.access().base().toString(),
                    first.answer() == Answer.GIVEN ? version(probe, endpoint.kind(), replies) : Optional.empty(),
                    difference(endpoint.kind(), first),
                    questions(endpoint, replies),
                    anonymous(endpoint, plainest),
                    new Handshake(endpoint.access(), patience).look(clock.instant()),
                    switches(replies),
                    leaks.texts(),
                    leaks.found());
        }
    }

    private static Map<String, Reply> searched(Probe probe, EndpointKind kind, Map<String, Reply> replies) {
        if (!Questions.keepsSpans(kind)) {
            return replies;
        }
        Map<String, Reply> spans = new LinkedHashMap<>();
        Questions.spans(kind, replies).forEach(path -> spans.put(path, probe.get(path)));
        return spans;
    }

    /** By path. Whoever does not answer the plainest one is not asked another. */
    private static Map<String, Reply> replies(Probe probe, RemoteEndpoint endpoint, Asked plainest, Reply first) {
        Map<String, Reply> replies = new LinkedHashMap<>(Map.of(plainest.path(), first));
        if (first.answer() != Answer.FAILED) {
            Questions.of(endpoint).stream()
                    .skip(1)
                    .forEach(asked -> replies.put(asked.path(), probe.get(asked.path())));
        }
        return replies;
    }

    private static List<Question> questions(RemoteEndpoint endpoint, Map<String, Reply> replies) {
        return Questions.of(endpoint).stream()
                .flatMap(asked ->
                        Optional.ofNullable(replies.get(asked.path())).stream().map(reply -> question(asked, reply)))
                .toList();
    }

    /** A page for people in the place of an answer is none: many a proxy asks for a login with 200. */
    private static Question question(Asked asked, Reply reply) {
        if (reply.answer() != Answer.GIVEN || asked.topic().equals("health")) {
            return new Question(asked.topic(), reply.url(), reply.answer(), reply.told());
        }
        return reply.json()
                .map(json -> new Question(
                        asked.topic(), reply.url(), Answer.GIVEN, asked.told().apply(json)))
                .orElseGet(() -> new Question(
                        asked.topic(), reply.url(), Answer.FAILED, "answered a page for people, and no JSON"));
    }

    private Optional<Question> anonymous(RemoteEndpoint endpoint, Asked first) {
        if (endpoint.kind() == EndpointKind.ENTRY) {
            return Optional.empty();
        }
        try (Probe nobody = new Probe(endpoint.access().anonymous(), clock, patience)) {
            return Optional.of(question(first, nobody.get(first.path())));
        }
    }

    private static Optional<String> version(Probe probe, EndpointKind kind, Map<String, Reply> replies) {
        return Questions.versions(kind).stream()
                .map(path -> Optional.ofNullable(replies.get(path)).orElseGet(() -> probe.get(path)))
                .flatMap(reply -> reply.json().stream())
                .flatMap(json -> told(json).stream())
                .findFirst();
    }

    private static Optional<String> told(JsonNode json) {
        String product = json.at("/data/application").asText("");
        return List.of("/data/version", "/versionInfo/version", "/version").stream()
                .map(pointer -> json.at(pointer).asText(""))
                .filter(version -> !version.isEmpty())
                .findFirst()
                .map(version -> (product + " " + version).strip());
    }

    /** Prometheus tells the time to the millisecond, everybody else to the second. */
    private static Optional<ClockDifference> difference(EndpointKind kind, Reply reply) {
        Duration way = Duration.between(reply.sent(), reply.received()).dividedBy(2);
        Instant middle = reply.sent().plus(way);
        if (kind == EndpointKind.PROMETHEUS) {
            return reply.json()
                    .map(json -> json.at("/data/result/1").asText(""))
                    .filter(text -> !text.isEmpty())
                    .map(text -> Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000)))
                    .map(theirs -> new ClockDifference(Duration.between(middle, theirs), way.plusMillis(1)));
        }
        Duration half = Duration.ofMillis(500);
        return reply.date()
                .map(theirs -> new ClockDifference(Duration.between(middle, theirs.plus(half)), way.plus(half)));
    }

    private static List<Switch> switches(Map<String, Reply> replies) {
        return Optional.ofNullable(replies.get(Questions.FLAGS_PAGE)).flatMap(Reply::json).stream()
                .flatMap(json -> json.path("data").properties().stream())
                .filter(flag -> SWITCHES.contains(flag.getKey()))
                .map(flag -> new Switch(flag.getKey(), flag.getValue().asText()))
                .sorted(Comparator.comparing(Switch::name))
                .toList();
    }
}
