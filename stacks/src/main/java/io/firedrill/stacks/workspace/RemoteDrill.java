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
 * A drill on a system that already runs: one of the section {@code drills} of the file that names it. Immutable.
 *
 * @param name what a person calls it, unique in the file
 * @param story a sentence for the report
 * @param on the command line that breaks something, run by {@code sh} in the folder of the file
 * @param off the one that mends it; run more than once if need be
 * @param from how long after the begin of the drill it is broken
 * @param lasts for how long; it is mended then whatever happens
 * @param expectations the alerts that must tell of it, at least one
 * @param silence what is silenced meanwhile; empty for nothing
 * @param traffic what is sent all the time; empty for nothing
 */
public record RemoteDrill(
        String name,
        String story,
        String on,
        String off,
        Duration from,
        Duration lasts,
        List<Expectation> expectations,
        Optional<RemoteSilence> silence,
        Optional<RemoteTraffic> traffic) {
    private static final Duration FROM = Duration.ofSeconds(15);
    private static final Duration SPARE = Duration.ofSeconds(15);

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
     * @return until the last end must have been told, and what was silenced
     */
    public Duration goesOn() {
        Duration longest = expectations.stream()
                .flatMap(each -> each.resolved().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration told = from.plus(lasts).plus(longest);
        Duration heard = silence.map(each -> each.to().plus(each.thenWithin().orElse(Duration.ZERO)))
                .orElse(Duration.ZERO);
        return told.compareTo(heard) > 0 ? told : heard;
    }

    /**
     * Every alert that it is about.
     *
     * @return those that must tell, and those that are silenced
     */
    public List<Expected> alerts() {
        return Stream.concat(
                        expectations.stream().map(Expectation::alert),
                        silence.stream().flatMap(each -> each.withholds().stream()))
                .toList();
    }

    /**
     * What it takes.
     *
     * @return at least one permission
     */
    public Set<Permission> needs() {
        Set<Permission> needed = EnumSet.of(Permission.FAULTS);
        silence.ifPresent(any -> needed.add(Permission.SILENCES));
        traffic.ifPresent(any -> needed.add(Permission.TRAFFIC));
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
            String story = section.string("story").orElse("Something is broken by a command: who is on call is told.");
            try (Section fault = section.section("fault")) {
                Duration lasts = fault.duration("for")
                        .orElseThrow(() -> fault.error("for", "is missing: how long does it stay broken?"));
                List<Expectation> expected = section.sections("expect").stream()
                        .map(each -> Expectation.read(each, lasts))
                        .toList();
                if (expected.isEmpty()) {
                    throw section.error("expect", "names no alert: add who must tell, each with alert and within");
                }
                return new RemoteDrill(
                        name,
                        story,
                        fault.required("on"),
                        fault.required("off"),
                        fault.duration("from").orElse(FROM),
                        lasts,
                        expected,
                        section.node("silence").map(any -> RemoteSilence.read(section.section("silence"))),
                        section.node("traffic").map(any -> RemoteTraffic.read(section.section("traffic"), limits)));
            }
        }
    }
}
