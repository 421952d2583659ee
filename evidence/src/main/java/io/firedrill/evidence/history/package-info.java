/** What monitoring did while nobody drilled: incidents, the alerts of that time, and what became of them in hindsight. */
@NullMarked
package io.firedrill.evidence.history;

import org.jspecify.annotations.NullMarked;
