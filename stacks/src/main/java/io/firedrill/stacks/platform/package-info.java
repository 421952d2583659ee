/**
 * Where components run: a mode-neutral description of a component, the platforms that can start one, and the run folder
 * that makes sure that nothing of a run is left behind.
 */
@NullMarked
package io.firedrill.stacks.platform;

import org.jspecify.annotations.NullMarked;
