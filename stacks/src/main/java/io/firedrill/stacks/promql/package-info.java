/** PromQL as Prometheus itself reads it. */
@NullMarked
package io.firedrill.stacks.promql;

import org.jspecify.annotations.NullMarked;
