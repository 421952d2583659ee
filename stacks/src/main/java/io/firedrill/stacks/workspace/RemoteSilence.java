package io.firedrill.stacks.workspace;

import io.firedrill.evidence.history.Incident.Expected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A silence that a drill makes on a system that already runs. Immutable.
 *
 * @param matchers as Alertmanager writes them; one of them at least says exactly what a label must be
 * @param from how long after the begin of the drill it begins
 * @param lasts for how long, an hour at most; it ends then whatever happens
 * @param withholds the alerts that nobody may be told of while it lasts, at least one
 * @param thenWithin how long after its end they must have been delivered, if they still fire; empty if nobody cares
 */
public record RemoteSilence(
        List<String> matchers, Duration from, Duration lasts, List<Expected> withholds, Optional<Duration> thenWithin) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FROM = Duration.ofSeconds(5);
    private static final Pattern MATCHER = Pattern.compile("\\s*[a-zA-Z_]\\w*\\s*(=~|!~|!=|=)\\s*\"[^\"]*\"\\s*");
    private static final Pattern EXACT = Pattern.compile("\\s*\\w+\\s*=\\s*\"[^\"]+\"\\s*");

    /** Copies the lists. */
    public RemoteSilence {
        matchers = List.copyOf(matchers);
        withholds = List.copyOf(withholds);
    }

    /**
     * When it has ended.
     *
     * @return how long after the begin of the drill
     */
    public Duration to() {
        return from.plus(lasts);
    }

    /** Narrow and short, or it would silence what is none of the drill's business. */
    static RemoteSilence read(Section section) {
        try (section) {
            List<String> matchers = matchers(section);
            Duration lasts = section.duration("for")
                    .orElseThrow(() -> section.error("for", "is missing: how long does it last?"));
            if (lasts.compareTo(LONGEST) > 0) {
                throw section.error("for", "must be an hour at most: it outlives a run that cannot end it");
            }
            List<Expected> withholds = section.strings("withholds").stream()
                    .map(written -> AlertText.read(section, "withholds", written))
                    .toList();
            if (withholds.isEmpty()) {
                throw section.error("withholds", "names no alert: add those that it is meant for");
            }
            return new RemoteSilence(
                    matchers, section.duration("from").orElse(FROM), lasts, withholds, section.duration("then-within"));
        }
    }

    private static List<String> matchers(Section section) {
        List<String> matchers = section.strings("matchers");
        matchers.stream()
                .filter(written -> !MATCHER.matcher(written).matches())
                .findFirst()
                .ifPresent(written -> {
                    throw section.error("matchers", "must look like service=\"inference\", but one was " + written);
                });
        if (matchers.stream().noneMatch(written -> EXACT.matcher(written).matches())) {
            throw section.error(
                    "matchers",
                    "must say of one label at least exactly what it is, as in service=\"inference\": others are nobody's"
                            + " business");
        }
        return matchers;
    }
}
