package io.firedrill.stacks.workspace;

import io.firedrill.stacks.access.Access;

/**
 * One endpoint of a system that somebody else runs.
 *
 * @param name how messages call it, e.g. {@code alertmanager-1}; unique in its system
 * @param kind what can be asked of it
 * @param access where it answers, and what it wants to see
 * @param health the path that tells whether it serves, e.g. {@code /health}
 */
public record RemoteEndpoint(String name, EndpointKind kind, Access access, String health) {}
