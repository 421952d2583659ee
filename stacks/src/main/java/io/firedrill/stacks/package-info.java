/** What is drilled: stacks, the reference pipeline, faults, inboxes, recorders. */
@NullMarked
package io.firedrill.stacks;

import org.jspecify.annotations.NullMarked;
