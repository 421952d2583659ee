/** What was seen of the metrics themselves: who was scraped, how many series there are, what rules record and look back on. */
@NullMarked
package io.firedrill.evidence.metric;

import org.jspecify.annotations.NullMarked;
