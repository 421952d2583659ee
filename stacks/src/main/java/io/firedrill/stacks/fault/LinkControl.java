package io.firedrill.stacks.fault;

import java.util.Optional;

/**
 * The proxies that a link passes through.
 *
 * @param toxiproxyName the name of its proxy in Toxiproxy
 * @param http its HTTP fault proxy; empty for a link that does not speak HTTP
 */
public record LinkControl(String toxiproxyName, Optional<HttpFaultProxy> http) {}
