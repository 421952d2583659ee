package io.firedrill.evidence.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One error that a service reported, as Sentry has it. Immutable.
 *
 * @param id its event id
 * @param at when it was received, from clock zero
 * @param issue the id of the issue that it was grouped into
 * @param title what a person sees, with what is confidential covered
 * @param release the version that reported it
 * @param environment where that ran
 * @param traceId the trace that it belongs to
 * @param leaks what is in it that nobody else should see: {@code a secret in request.headers}, {@code a person in user.email}
 */
public record ErrorEvent(
        String id,
        Duration at,
        String issue,
        String title,
        Optional<String> release,
        Optional<String> environment,
        Optional<String> traceId,
        List<String> leaks) {
    /** Copies the list. */
    public ErrorEvent {
        leaks = List.copyOf(leaks);
    }
}
