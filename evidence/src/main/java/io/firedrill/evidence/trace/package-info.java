/** Traces as the backend stored them, looked up by the ids in the ledger. */
@NullMarked
package io.firedrill.evidence.trace;

import org.jspecify.annotations.NullMarked;
