/** What was judged: the catalogue of checks, the three verdicts, and where detection time went. */
@NullMarked
package io.firedrill.evidence.verdict;

import org.jspecify.annotations.NullMarked;
