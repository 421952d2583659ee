/** What must hold: promises, judged from evidence alone, and the AssertJ skin that collects them. */
@NullMarked
package io.firedrill.assertions;

import org.jspecify.annotations.NullMarked;
