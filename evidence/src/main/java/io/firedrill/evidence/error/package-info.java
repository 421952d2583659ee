/** What an error tracker knows of a drill. */
@NullMarked
package io.firedrill.evidence.error;

import org.jspecify.annotations.NullMarked;
