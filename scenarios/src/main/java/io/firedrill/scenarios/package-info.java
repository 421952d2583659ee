/** What is done: traffic, drills, the runner, the JUnit extension, and the shipped drills. */
@NullMarked
package io.firedrill.scenarios;

import org.jspecify.annotations.NullMarked;
