/** What alerts did in virtual time, under series that were made up from their rules. */
@NullMarked
package io.firedrill.evidence.rule;

import org.jspecify.annotations.NullMarked;
