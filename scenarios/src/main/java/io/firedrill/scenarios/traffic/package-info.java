/**
 * Traffic and the engines that drive it. Gatling runs in a forked JVM of its own; what each request lived goes to the
 * ledger, a file of one JSON object a line, which is the ground truth that monitoring is measured against.
 */
@NullMarked
package io.firedrill.scenarios.traffic;

import org.jspecify.annotations.NullMarked;
