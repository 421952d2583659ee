/** What was done to the system: the ledger of requests, which is the ground truth, and the faults. */
@NullMarked
package io.firedrill.evidence.traffic;

import org.jspecify.annotations.NullMarked;
