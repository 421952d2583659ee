/**
 * What an expression gives in a world that was made up, and by how much it holds or does not: the compass by which {@code
 * io.firedrill.scenarios.synthesis} looks for series. It decides nothing: what an alert does is Prometheus' own word.
 */
@NullMarked
package io.firedrill.scenarios.promql;

import org.jspecify.annotations.NullMarked;
