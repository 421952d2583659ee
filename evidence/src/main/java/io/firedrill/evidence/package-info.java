/**
 * What was seen and what was judged: immutable records, each with its time offset from the drill's clock zero and the
 * source it was read from. A run only writes these; every verdict and every report is computed from them afterwards.
 */
@NullMarked
package io.firedrill.evidence;

import org.jspecify.annotations.NullMarked;
