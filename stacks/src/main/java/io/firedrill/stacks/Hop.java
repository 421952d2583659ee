package io.firedrill.stacks;

import io.firedrill.stacks.fault.HttpFaultProxy;
import java.util.Optional;

/**
 * A link of this run: a proxy in Toxiproxy, followed by an HTTP fault proxy if it carries HTTP.
 *
 * @param name {@code caller->callee}; also the name of Toxiproxy's proxy and of its port
 * @param callee the component that is reached; empty for what is in this JVM, see {@link Within}
 * @param port the callee's port by name
 * @param http the fault proxy in this JVM
 */
record Hop(String name, Optional<String> callee, String port, Optional<HttpFaultProxy> http) {}
