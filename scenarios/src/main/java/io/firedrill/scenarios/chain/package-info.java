/** Alerts of rule files in a live chain: Prometheus, a team's own Alertmanager, inboxes. */
@NullMarked
package io.firedrill.scenarios.chain;

import org.jspecify.annotations.NullMarked;
