/**
 * The drills that are shipped: plans for the reference workspace, and for copies of it that were edited. They are written
 * in real time; the time scale of the workspace sets their pace.
 */
@NullMarked
package io.firedrill.scenarios.shipped;

import org.jspecify.annotations.NullMarked;
