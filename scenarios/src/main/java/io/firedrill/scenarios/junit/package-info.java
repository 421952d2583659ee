/** Drills as JUnit Jupiter tests: one stack for all of them, one test for each promise. */
@NullMarked
package io.firedrill.scenarios.junit;

import org.jspecify.annotations.NullMarked;
