/** How an endpoint that somebody else runs is reached: where it is, what proves who asks, and whom to trust. */
@NullMarked
package io.firedrill.stacks.access;

import org.jspecify.annotations.NullMarked;
