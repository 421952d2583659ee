/** One run of drills from the settings to the report: the stack is launched once, drills are held one after the other. */
@NullMarked
package io.firedrill.scenarios.session;

import org.jspecify.annotations.NullMarked;
