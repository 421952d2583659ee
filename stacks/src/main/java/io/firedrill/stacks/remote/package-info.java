/** Looks at systems that somebody else runs. Everything here reads, and nothing changes anything. */
@NullMarked
package io.firedrill.stacks.remote;

import org.jspecify.annotations.NullMarked;
