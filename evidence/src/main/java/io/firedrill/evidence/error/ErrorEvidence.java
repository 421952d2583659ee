package io.firedrill.evidence.error;

import io.firedrill.evidence.Source;
import java.util.List;
import java.util.Map;

/**
 * What an error tracker has of a drill. Immutable. Source: Sentry's API, {@code GET /api/0/projects/.../events/} and {@code
 * /api/0/organizations/.../stats_v2/}.
 *
 * @param asked whether there is one that was asked
 * @param events what was received meanwhile, in order
 * @param discarded how many errors the services said that they dropped themselves, by reason, e.g. {@code send_error}, and how many the
 *     tracker turned away for want of quota, {@code rate_limited}
 * @param source where it was asked
 */
public record ErrorEvidence(boolean asked, List<ErrorEvent> events, Map<String, Long> discarded, Source source) {
    /** For a system without one. */
    public static final ErrorEvidence NONE =
            new ErrorEvidence(false, List.of(), Map.of(), new Source("sentry", "not asked"));

    /** Copies the collections. */
    public ErrorEvidence {
        events = List.copyOf(events);
        discarded = Map.copyOf(discarded);
    }
}
