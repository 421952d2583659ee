/** Hindsight: how well alerts told of incidents, computed from history. */
@NullMarked
package io.firedrill.assertions.history;

import org.jspecify.annotations.NullMarked;
