package io.firedrill.scenarios.traffic;

import java.net.URI;

/**
 * What the fork is told in a file: everything but what is secret.
 *
 * @param target where to send it
 * @param traffic what to send
 * @param ledger whether to keep one; only a measurement goes without
 */
record ForkPlan(URI target, Traffic traffic, boolean ledger) {}
