/**
 * Drills: traffic, faults and silences on one timeline, the promises made about it, and the run that turns it into
 * evidence.
 */
@NullMarked
package io.firedrill.scenarios.drill;

import org.jspecify.annotations.NullMarked;
