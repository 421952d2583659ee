/** What verdicts and scores add up to. */
@NullMarked
package io.firedrill.evidence.verdict;

import org.jspecify.annotations.NullMarked;
