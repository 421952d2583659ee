/** One run of drills from the settings to the report: which are held, side by side on which stacks, and what is told. */
@NullMarked
package io.firedrill.scenarios.session;

import org.jspecify.annotations.NullMarked;
