package io.firedrill.stacks.workspace;

import io.firedrill.stacks.access.Access;
import java.util.Optional;

/**
 * One endpoint of a system that somebody else runs.
 *
 * @param name how messages call it, e.g. {@code alertmanager-1}; unique in its system
 * @param kind what can be asked of it
 * @param access where it answers, and what it wants to see
 * @param health the path that tells whether it serves, e.g. {@code /health}
 * @param organization whose data is asked for, in Sentry; empty where nobody says
 * @param project which of its projects, in Sentry and LangSmith; empty where nobody says
 */
public record RemoteEndpoint(
        String name,
        EndpointKind kind,
        Access access,
        String health,
        Optional<String> organization,
        Optional<String> project) {}
