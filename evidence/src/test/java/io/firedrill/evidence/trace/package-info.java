@NullMarked
package io.firedrill.evidence.trace;

import org.jspecify.annotations.NullMarked;
