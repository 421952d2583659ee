/** What must hold of alerts by themselves: pure functions of what they did in virtual time. */
@NullMarked
package io.firedrill.assertions.rule;

import org.jspecify.annotations.NullMarked;
