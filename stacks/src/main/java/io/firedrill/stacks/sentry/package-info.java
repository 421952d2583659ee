/** A stand-in for Sentry, where errors are reported to. */
@NullMarked
package io.firedrill.stacks.sentry;

import org.jspecify.annotations.NullMarked;
