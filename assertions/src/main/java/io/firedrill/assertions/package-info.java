/** What must hold: promises, judged from evidence alone. */
@NullMarked
package io.firedrill.assertions;

import org.jspecify.annotations.NullMarked;
