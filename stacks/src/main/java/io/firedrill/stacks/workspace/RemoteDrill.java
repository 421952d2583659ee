package io.firedrill.stacks.workspace;

import io.firedrill.evidence.DrillInfo;
import io.firedrill.evidence.history.Incident.Expected;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A drill on a system that already runs: one of the section {@code drills} of the file that names it. It breaks something, or
 * posts an alert, or sends requests. Immutable.
 *
 * @param name what a person calls it, unique in the file
 * @param story a sentence for the report
 * @param fault what is broken; empty for nothing
 * @param expectations the alerts that must tell of it, at least one if there is a fault
 * @param silence what is silenced meanwhile; empty for nothing
 * @param traffic what is sent all the time; empty for nothing
 * @param traces what the traces of that must look like; empty if nobody cares
 * @param errors what the error tracker must have of what is broken; empty if nobody cares
 * @param post the alert that is posted, in place of a fault; empty for none
 */
public record RemoteDrill(
        String name,
        String story,
        Optional<RemoteFault> fault,
        List<Expectation> expectations,
        Optional<RemoteSilence> silence,
        Optional<RemoteTraffic> traffic,
        Optional<RemoteTraces> traces,
        Optional<RemoteErrors> errors,
        Optional<RemotePost> post) {
    private static final Duration SPARE = Duration.ofSeconds(15);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** The id of what every system is watched by before; no drill of a file can have it. */
    public static final String WATCH = "as-it-stands";

    /** Copies the list. */
    public RemoteDrill {
        expectations = List.copyOf(expectations);
    }

    /**
     * An alert that must tell of it.
     *
     * @param alert which
     * @param within how long after the begin of the fault it must have been delivered
     * @param resolved how long after its end the end must have been delivered; empty if nobody cares
     */
    public record Expectation(Expected alert, Duration within, Optional<Duration> resolved) {
        private static Expectation read(Section section, Duration lasts) {
            try (section) {
                Expected alert = AlertText.read(section, "alert", section.required("alert"));
                Duration within = section.duration("within")
                        .orElseThrow(
                                () -> section.error("within", "is missing: how long after the fault may it come?"));
                if (within.compareTo(lasts) > 0) {
                    throw section.error(
                            "within", "must not be longer than the fault lasts, " + lasts.toSeconds() + "s");
                }
                return new Expectation(alert, within, section.duration("resolved-within"));
            }
        }
    }

    /**
     * What files of it are called.
     *
     * @return unique in the file
     */
    public String id() {
        return DrillInfo.idOf(name);
    }

    /**
     * How long it is watched.
     *
     * @return a little longer than it goes on
     */
    public Duration observed() {
        return goesOn().plus(SPARE);
    }

    /**
     * How long it goes on, and requests are sent if they are.
     *
     * @return until the last end must have been told, and what was silenced, and as long as the traffic is planned
     */
    public Duration goesOn() {
        Duration longest = expectations.stream()
                .flatMap(each -> each.resolved().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return Stream.of(
                        fault.map(each -> each.to().plus(longest)),
                        silence.map(each -> each.to().plus(each.thenWithin().orElse(Duration.ZERO))),
                        traffic.flatMap(RemoteTraffic::lasts),
                        post.map(RemotePost::to))
                .flatMap(Optional::stream)
                .max(Duration::compareTo)
                .orElse(A_MINUTE);
    }

    /**
     * Every alert that it is about.
     *
     * @return those that must tell, those that are silenced, and the one that is posted
     */
    public List<Expected> alerts() {
        return Stream.of(
                        expectations.stream().map(Expectation::alert),
                        silence.stream().flatMap(each -> each.withholds().stream()),
                        post.stream().map(RemotePost::alert))
                .flatMap(each -> each)
                .toList();
    }

    /**
     * What it takes.
     *
     * @return at least one permission
     */
    public Set<Permission> needs() {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        fault.ifPresent(any -> needed.add(Permission.FAULTS));
        silence.ifPresent(any -> needed.add(Permission.SILENCES));
        traffic.ifPresent(any -> needed.add(Permission.TRAFFIC));
        post.ifPresent(any -> needed.add(Permission.ALERTS));
        return needed;
    }

    static List<RemoteDrill> read(Section root, Optional<TrafficLimits> limits) {
        Set<String> names = new HashSet<>(Set.of(WATCH, ""));
        return root.sections("drills").stream()
                .map(section -> one(section, names, limits))
                .toList();
    }

    private static RemoteDrill one(Section section, Set<String> names, Optional<TrafficLimits> limits) {
        try (section) {
            String name = section.required("name");
            if (!name.matches("[\\w][\\w .,-]*") || !names.add(DrillInfo.idOf(name))) {
                throw section.error(
                        "name", "must be unique and of letters, digits, spaces and '-', but was '" + name + "'");
            }
            Optional<RemoteFault> fault = section.node("fault").map(any -> RemoteFault.read(section.section("fault")));
            RemoteDrill drill = new RemoteDrill(
                    name,
                    section.string("story").orElseGet(() -> story(section)),
                    fault,
                    expectations(section, fault),
                    section.node("silence").map(any -> RemoteSilence.read(section.section("silence"))),
                    section.node("traffic").map(any -> RemoteTraffic.read(section.section("traffic"), limits)),
                    section.node("traces").map(any -> RemoteTraces.read(section.section("traces"))),
                    section.node("errors").map(any -> RemoteErrors.read(section.section("errors"))),
                    section.node("post").map(any -> RemotePost.read(section.section("post"))));
            drill.incomplete(section);
            return drill;
        }
    }

    private static String story(Section section) {
        if (section.node("fault").isPresent()) {
            return "Something is broken by a command: who is on call is told.";
        }
        return section.node("post").isPresent()
                ? "An alert is posted, which no rule fired: it takes the way that it should."
                : "Requests are sent, and each leaves a trace of its way.";
    }

    private static List<Expectation> expectations(Section section, Optional<RemoteFault> fault) {
        List<Expectation> expected = section.sections("expect").stream()
                .map(each ->
                        Expectation.read(each, fault.map(RemoteFault::lasts).orElse(Duration.ZERO)))
                .toList();
        if (fault.isPresent() && expected.isEmpty()) {
            throw section.error("expect", "names no alert: add who must tell, each with alert and within");
        }
        return expected;
    }

    /** Nothing may pass because nothing was asked of it. */
    private void incomplete(Section section) {
        if (fault.isEmpty() && (!expectations.isEmpty() || silence.isPresent())) {
            throw section.error("fault", "is missing: what must an alert tell of?");
        }
        if (fault.isPresent() && post.isPresent()) {
            throw section.error("post", "stands beside a fault, which alerts tell of by themselves; make two drills");
        }
        if (fault.isEmpty() && post.isEmpty() && traces.isEmpty()) {
            throw section.error(
                    "fault",
                    "is missing, and so are post and traces: a drill breaks something, posts an"
                            + " alert, or sends requests whose traces are looked at");
        }
        if (errors.isPresent() && (traffic.isEmpty() || fault.isEmpty())) {
            throw section.error("errors", "stands without fault and traffic: which requests fail, and for what?");
        }
        if (traces.isPresent() && traffic.isEmpty()) {
            throw section.error("traces", "stands without traffic: the traces of which requests?");
        }
    }
}
