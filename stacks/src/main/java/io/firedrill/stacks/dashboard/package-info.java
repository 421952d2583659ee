/** Grafana dashboards as files: what their panels ask Prometheus. */
@NullMarked
package io.firedrill.stacks.dashboard;

import org.jspecify.annotations.NullMarked;
