/**
 * The workspace: what {@code firedrill.yaml} says, the time scale, and the configurations of the monitoring components
 * rewritten for one run. The user's own files are only ever read.
 */
@NullMarked
package io.firedrill.stacks.workspace;

import org.jspecify.annotations.NullMarked;
