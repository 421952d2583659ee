/** The command line. */
@NullMarked
package io.firedrill.scenarios.cli;

import org.jspecify.annotations.NullMarked;
