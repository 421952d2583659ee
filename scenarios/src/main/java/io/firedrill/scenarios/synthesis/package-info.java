/** Drills that are made up from rules alone: series under which an alert fires, stays quiet and ends. */
@NullMarked
package io.firedrill.scenarios.synthesis;

import org.jspecify.annotations.NullMarked;
