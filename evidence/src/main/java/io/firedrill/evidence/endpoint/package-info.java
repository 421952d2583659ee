/** How the endpoints of a system that already runs were found: what they answer, to whom, and how they prove who they are. */
@NullMarked
package io.firedrill.evidence.endpoint;

import org.jspecify.annotations.NullMarked;
